import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../../rules/event.ts';
import { raiseFinding } from '../../../rules/nonconformity/raise.ts';
import { everyDecisionHasItsAuthority } from '../../../rules/simulation/authority.ts';
import type { Life } from '../../../rules/simulation/life.ts';
import type { TaskTerms } from '../../../rules/task/state.ts';
import { organisation } from '../task/people.ts';
import { at, terms } from '../task/terms.ts';

const org = organisation();
const criteria = { consequence: { steps: 5 }, likelihood: { steps: 5 }, acceptable: 8 };

/** A task of Sam's, about which somebody decides something. */
function judged(
  of: Partial<TaskTerms>,
  kind: string,
  body: { by: string } & RecordedEvent['body'],
  before: { kind: string; body: object }[] = [],
) {
  const event = (what: string, said: object, actor: string, n: number): RecordedEvent => ({
    stream: 'task/k7',
    kind: what,
    actor,
    at: at('04-10 10:00'),
    body: JSON.parse(JSON.stringify(said)),
    sequence: n,
    version: n,
    noticed: at('04-10 10:00'),
  });
  const events = [
    event('planned', { terms: terms(of), assignee: 'sam' }, 'engine', 1),
    ...before.map((asked) => event(asked.kind, { ...asked.body, cause: 'c1' }, 'person:sam', 2)),
    event(kind, { ...body, cause: 'c2' }, `person:${body.by}`, 3),
  ];
  return everyDecisionHasItsAuthority({ events, org } as unknown as Life);
}

describe('every decision has an author with the authority', () => {
  it.each<[string, Partial<TaskTerms>, string, string, string]>([
    ['a residual risk is its owner’s', { kind: 'risk-acceptance', risks: { criteria } }, 'decided', 'sam', 'elena'],
    ['criteria are top management’s', { kind: 'risk-criteria', risks: { criteria } }, 'decided', 'elena', 'mara'],
    ['a concession is top management’s', { kind: 'risk-concession', risks: { criteria } }, 'decided', 'elena', 'jonas'],
    ['a weaker programme, too', { kind: 'programme-change' }, 'decided', 'elena', 'mara'],
    ['an opportunity is its owner’s', { kind: 'improvement' }, 'evaluated', 'sam', 'mara'],
    ['minors that repeat are not the process’s owner’s', { kind: 'repeats' }, 'decided', 'elena', 'mara'],
    ['an effectiveness review', { kind: 'effectiveness-review', barred: ['ken'] }, 'judged', 'sam', 'ken'],
  ])('%s', (_, of, kind, by, other) => {
    const body = (who: string) => ({
      by: who,
      decision: kind === 'evaluated' ? 'adopted' : 'approved',
      verdict: 'effective',
    });
    expect(judged(of, kind, body(by))).toMatchObject({ ok: true, detail: '1 decision' });
    expect(judged(of, kind, body(other))).toMatchObject({ ok: false, detail: expect.stringContaining(`by ${other}`) });
  });

  it('a later date is granted by verifier or manager, never by whoever asked', () => {
    const to = { at: at('04-23 00:00') };
    const asked = [{ kind: 'extension-asked', body: { by: 'sam', to, reason: { text: 'x' } } }];
    const granted = (by: string) => judged({}, 'extension-approved', { by, due: to }, asked);
    expect(['mara', 'jonas'].map((by) => granted(by).ok)).toEqual([true, true]);
    expect(['sam', 'priya'].map((by) => granted(by).ok)).toEqual([false, false]);
  });

  it('a duty that the standard demands is waived by top management, an action by whoever else may', () => {
    const asked = [{ kind: 'waiver-asked', body: { by: 'sam', reason: { text: 'x' } } }];
    const waived = (by: string, of: Partial<TaskTerms>) =>
      judged({ clauses: ['9.3'], ...of }, 'waiver-approved', { by }, asked).ok;
    const review = { review: 'r1', display: 'MR-7K2' };
    expect([waived('elena', {}), waived('mara', {})]).toEqual([true, false]);
    expect([waived('mara', { origin: review }), waived('mara', { improvement: 'OFI-7K2' })]).toEqual([true, true]);
  });

  it('the plan of an audit’s finding may be agreed by its auditor, too; of another one it may not', () => {
    const agreedBy = (by: string, kind: 'finding' | 'measurement', decided = 'plan-agreed') => {
      const { programme } = org;
      const on = { ...org, programme: { ...programme, processes: [{ id: 'audit', title: 'Audit', owner: 'priya' }] } };
      const finding = {
        by: 'ken',
        title: 't',
        nature: 'n',
        clauses: ['9.2'],
        process: 'audit',
        grade: 'minor' as const,
      };
      const raising = { key: 'n1', display: 'NC-2027-001', org: on, version: 1, now: at('04-01 10:00') };
      const [raised] = raiseFinding(raising, { ...finding, source: { kind }, tracker: 'main' });
      const logged = (event: object, n: number) =>
        ({ ...raised, ...event, sequence: n, version: n, noticed: at('04-10 10:00') }) as RecordedEvent;
      const body = { by, reviewer: 'elena', cause: 'c1' };
      const events = [logged({}, 1), logged({ kind: decided, actor: `person:${by}`, body }, 2)];
      return everyDecisionHasItsAuthority({ events, org: on } as unknown as Life).ok;
    };
    expect([agreedBy('ken', 'finding'), agreedBy('mara', 'finding')]).toEqual([true, true]);
    expect([agreedBy('ken', 'measurement'), agreedBy('sam', 'finding')]).toEqual([false, false]);
    const denied = (by: string, kind: 'finding' | 'measurement') => agreedBy(by, kind, 'plan-denied');
    expect([denied('ken', 'finding'), denied('ken', 'measurement')]).toEqual([true, false]);
  });
});
