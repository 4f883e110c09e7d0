import { describe, expect, it } from '@jest/globals';
import type { Verb } from '../../../rules/commands.ts';
import { words } from '../../../rules/commands.ts';
import type { Item, TaskKind, Verdict } from '../../../rules/task/state.ts';
import { rules } from './rules.ts';
import { at } from './terms.ts';
import * as w from './world.ts';

/** Each word as it would count while the task is open; those that are not here need nothing more. */
const written: Partial<Record<Verb, string>> = {
  evidence: 'other https://wiki.example.com/other',
  reject: 'because it is not right',
  extend: '2027-06-30 because it takes longer',
  waive: 'because we are all on holiday',
  deny: 'because no',
  decide: 'a it was considered',
  present: 'all of us',
  action: '@sam-okoro 2027-06-30 Do it',
  adopt: '@sam-okoro 2027-06-30 Do it',
  decline: 'other because we sold it',
  ineffective: 'because it came back',
  effective: 'it holds',
  measure: '12 from the scanner',
  version: '3 https://wiki.example.com/policy',
  answer: 'assess yes because it is big',
  risk: 'R-1 consequence=4 likelihood=3 because of the flood',
  treat: 'modify controls=A.8.7 @sam-okoro 2027-06-30 Scan it',
  scope: '7.2',
  finding: 'minor 7.2 access nobody was trained',
};

const filling: Verb[] = ['measure', 'version', 'answer', 'risk', 'treat', 'scope', 'finding', 'decide', 'present'];
const item = (id: string, word?: Verb): Item => ({
  id,
  text: { text: id },
  file: false,
  kept: false,
  ...(word && { word }),
});
const evidence = [item('other'), ...filling.map((word) => item(word, word))];

/** Kinds that `reject` of a verifier or the lead takes up again, and those that only a word of their own decides. */
const ordinary: TaskKind[] = [
  'evidence-request',
  'review',
  'measurement',
  'document-review',
  'campaign',
  'management-review',
  'risk-assessment',
  'risk-treatment',
  'risk-rating',
  'risk-plan',
  'internal-audit',
  'incident',
  'change',
  'certification',
  'action',
  'benefit-check',
];
const decided: TaskKind[] = [
  'improvement',
  'triage',
  'repeats',
  'effectiveness-review',
  'programme-change',
  'risk-criteria',
  'risk-acceptance',
  'risk-concession',
];
const verbs = (Object.keys(words) as Verb[]).filter((verb) => verb !== 'event');

/** A task that ended without anything having been handed in, some of them after it was missed. */
function over(kind: TaskKind, verdict: Verdict, missed = false): w.World {
  const s = w.run(w.world(rules, { terms: { kind, evidence, clauses: ['9.3'] } }), at('04-14 10:00'));
  if (missed) w.run(s, at('05-03 10:00'));
  const waived = { kind: 'waiver-approved', body: { by: 'elena', cause: 'c-waived' } };
  const ended = { kind: 'ended', body: { verdict } };
  for (const one of verdict === 'waived' ? [waived, ended] : [ended]) {
    const event = { stream: 'task/k7', actor: 'engine', at: s.now, ...one };
    s.log.push(event);
    s.state = rules.evolveTask(s.state, event);
  }
  w.step(s);
  return s;
}

/** @returns the words that changed anything, with who wrote them. */
function obeyed(s: w.World, said: Verb[]): string[] {
  const before = [s.state.verdict, s.state.endedAt, s.state.given.length, s.calls.length];
  return said.flatMap((verb) =>
    ['sam', 'mara', 'elena'].filter((who) => {
      const length = s.log.length;
      w.heard(s, who, `/${verb} ${written[verb] ?? ''}`);
      const { stage, verdict, endedAt, given } = s.state;
      const changed = w.kinds(s, length).some((kind) => !['answered', 'noted', 'told'].includes(kind));
      expect([stage, verdict, endedAt, given.length, s.calls.length]).toEqual(['ended', ...before]);
      return changed;
    }),
  );
}

describe('a task that has ended', () => {
  it.each(ordinary)('%s: obeys no word but reject', (kind) => {
    const others = verbs.filter((verb) => verb !== 'reject');
    expect(obeyed(over(kind, 'waived'), others)).toEqual([]);
    expect(obeyed(over(kind, 'waived', true), others)).toEqual([]);
    expect(obeyed(over(kind, 'withdrawn'), others)).toEqual([]);
    expect(obeyed(over(kind, 'recorded'), others)).toEqual([]);
  });

  it.each(ordinary)('%s: is taken up again by reject of its verifier or the lead, the old verdict kept', (kind) => {
    const s = over(kind, 'waived');
    w.heard(s, 'sam', '/reject because I was bored');
    expect(s.state.stage).toBe('ended');
    w.heard(s, 'mara', '/reject because it has to be done after all');
    expect(s.state).toMatchObject({ stage: 'open', revivals: [{ by: 'mara', verdict: 'waived' }] });
  });

  it.each(decided)('%s: obeys no word at all', (kind) => {
    expect(obeyed(over(kind, 'waived'), verbs)).toEqual([]);
    expect(obeyed(over(kind, 'waived', true), verbs)).toEqual([]);
    expect(obeyed(over(kind, 'withdrawn'), verbs)).toEqual([]);
  });
});
