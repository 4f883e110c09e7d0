import { describe, expect, it } from '@jest/globals';
import { type Audit, coveredBy } from '../../rules/audit/record.ts';
import type { Acknowledgements } from '../../rules/campaign/record.ts';
import type { ControlledDocument } from '../../rules/document/record.ts';
import { type Documented, documentedBy, evolveDocumented, listedOf, rowsOf } from '../../rules/documented.ts';
import type { NewEvent } from '../../rules/event.ts';
import type { Improvement } from '../../rules/improvement/record.ts';
import type { Series } from '../../rules/measurement/series.ts';
import type { Risk } from '../../rules/risk/state.ts';
import { controlsOf, STATEMENT_STREAM, type Statement } from '../../rules/statement/state.ts';
import type { Evidence, TaskState, TaskTerms } from '../../rules/task/state.ts';
import { takenBackBy } from '../../rules/undoing.ts';
import { phraseOf } from '../../rules/wording/story.ts';
import { organisation } from './task/people.ts';
import { rules } from './task/rules.ts';
import { at } from './task/terms.ts';
import { handsIn, run, says, world } from './task/world.ts';

const fold = (events: NewEvent[]) => events.reduce<Documented | undefined>(evolveDocumented, undefined) as Documented;
const inStream = (events: NewEvent[], noun: string) =>
  events.filter(({ stream }) => stream.startsWith(`documented/${noun}/`));

/** A task that Sam hands in, and Mara accepts, rejects, and perhaps has waived: with what documented information is told of it. */
function life(terms: Partial<TaskTerms>, gives?: Evidence['says']) {
  const w = world(rules, { terms });
  const events: NewEvent[] = [];
  const step = (act: () => void) => {
    const before = w.state;
    const next = new Date(Date.parse(w.now) + 3_600_000).toISOString();
    act();
    run(w, next);
    events.push(...takenBackBy(filled(before, gives), w.state, risksIn(events)));
    if (w.state.stage === 'ended' && (before.stage !== 'ended' || w.state.revivals !== before.revivals))
      events.push(...documentedBy(filled(w.state, gives)));
  };
  w.now = at('04-02 10:00');
  return { w, events, step, say: (who: string, text: string) => step(() => says(w, who, text)) };
}

/** What a word of the ticket language would have given. */
function filled(state: TaskState, given: Evidence['says']): TaskState {
  if (!given || !state.submission) return state;
  const [first, ...rest] = state.submission.items;
  return first ? { ...state, submission: { ...state.submission, items: [{ ...first, says: given }, ...rest] } } : state;
}

function risksIn(events: NewEvent[]): Risk[] {
  const ids = [...new Set(inStream(events, 'risk').map(({ stream }) => stream))];
  return ids.map((id) => fold(events.filter(({ stream }) => stream === id)) as Risk);
}

const criteria = { consequence: { steps: 5 }, likelihood: { steps: 5 }, acceptable: 8 };

function treating(id: string, occurrence: string, control = 'A.8.7') {
  const risks = {
    criteria,
    risk: { id, title: { text: 'Theft' } },
    treatment: { option: 'modify' as const, controls: [control] },
  };
  return { kind: 'risk-treatment', slot: 'implement', origin: { occurrence }, risks } as Partial<TaskTerms>;
}

/** A risk whose treatment was decided, and the statement that has its control planned. */
function decided(id: string, occurrence: string, control = 'A.8.7'): NewEvent[] {
  const event = (stream: string, kind: string, body: object): NewEvent => ({
    ...{ stream, kind, actor: 'person:sam', at: at('04-01 10:00') },
    body: JSON.parse(JSON.stringify(body)),
  });
  const treatment = { occurrence, option: 'modify', controls: [control], text: { text: 'x' }, by: 'sam', task: 'k6' };
  const because = { text: `treats ${id}` };
  return [
    event(`documented/risk/${id}`, 'identified', { title: { text: 'Theft' }, owner: 'sam' }),
    event(`documented/risk/${id}`, 'treatment-decided', treatment),
    event(STATEMENT_STREAM, 'controls-determined', {
      controls: [control],
      status: 'planned',
      by: 'person:sam',
      because,
    }),
  ];
}

describe('a treatment that is rejected after it was verified', () => {
  const treated = (before: NewEvent[] = decided('R-7', 'o7')) => {
    const told = life(treating('R-7', 'o7'));
    told.events.push(...before);
    told.step(() => handsIn(told.w));
    told.say('mara', '/accept');
    return told;
  };
  const statement = (events: NewEvent[]) => fold(inStream(events, 'statement')) as Statement;
  const statusIn = (events: NewEvent[]) => controlsOf(statement(events))['A.8.7']?.status;
  const risk = (events: NewEvent[]) => risksIn(events).find(({ id }) => id === 'R-7') as Risk;

  it('is no longer done, its control is planned again, and what was said of it stays as history', () => {
    const { events, say, w } = treated();
    expect([statusIn(events), risk(events).treatments[0]?.done?.verifiedBy]).toEqual(['implemented', 'mara']);
    say('mara', '/reject because nothing was installed');
    expect(w.state.stage).toBe('open');
    expect([statusIn(events), risk(events).treatments[0]?.done]).toEqual(['planned', undefined]);
    const mark = { by: 'mara', because: { text: 'nothing was installed' } };
    expect(risk(events).treatments[0]?.takenBack).toMatchObject([{ by: 'sam', verifiedBy: 'mara', undone: mark }]);
    expect(rowsOf(risk(events))[0]).toMatchObject({
      done: undefined,
      taken_back: expect.stringContaining('by mara: nothing was installed'),
    });
    expect(statement(events).versions.map(({ changed }) => changed['A.8.7']?.status)).toEqual([
      'planned',
      'implemented',
      'planned',
    ]);
    say('sam', '/waive because we sell the site');
    say('mara', '/approve');
    expect(w.state.verdict).toBe('waived');
    expect([statusIn(events), risk(events).treatments[0]?.done]).toEqual(['planned', undefined]);
  });

  it('is done again once it is', () => {
    const told = treated();
    told.say('mara', '/reject because nothing was installed');
    told.step(() => handsIn(told.w));
    told.say('mara', '/accept');
    expect(statusIn(told.events)).toBe('implemented');
    expect(risk(told.events).treatments[0]).toMatchObject({ done: { verifiedBy: 'mara' }, takenBack: [{}] });
  });

  it('keeps that as history where it is decided anew', () => {
    const { events, say } = treated();
    say('mara', '/reject because nothing was installed');
    const [, again] = decided('R-7', 'o7');
    const [{ takenBack }] = risk(events).treatments as [Risk['treatments'][number]];
    expect(takenBack).toHaveLength(1);
    expect(risk([...events, ...(again ? [again] : [])]).treatments).toMatchObject([{ takenBack }]);
  });

  it('leaves a control implemented that another treatment has put in place, until that is rejected, too', () => {
    const first = treated([...decided('R-7', 'o7'), ...decided('R-9', 'o9')]);
    const second = life({ ...treating('R-9', 'o9'), key: 'k9' });
    second.w.now = at('04-03 10:00');
    second.events.push(...first.events);
    second.step(() => handsIn(second.w));
    second.say('mara', '/accept');
    first.events.splice(0, first.events.length, ...second.events);
    first.w.now = at('04-05 10:00');
    first.say('mara', '/reject because nothing was installed');
    expect([statusIn(first.events), risk(first.events).treatments[0]?.done]).toEqual(['implemented', undefined]);
    second.events.splice(0, second.events.length, ...first.events);
    second.w.now = at('04-06 10:00');
    second.say('mara', '/reject because that neither');
    expect(statusIn(second.events)).toBe('planned');
  });

  it('leaves what somebody has said of the control since', () => {
    const { events, say } = treated();
    const stated = { included: true, reason: { text: 'law' }, status: 'implemented' };
    const body = { controls: { 'A.8.7': stated }, by: 'person:mara', because: { text: 'it is there' } };
    events.push({
      stream: STATEMENT_STREAM,
      kind: 'controls-stated',
      actor: 'person:mara',
      at: at('04-03 10:00'),
      body,
    });
    say('mara', '/reject because nothing was installed');
    expect(statusIn(events)).toBe('implemented');
  });
});

describe('a document whose approval is rejected', () => {
  const document = { id: 'policy', title: { text: 'Policy' }, period: '2027-04-16', next: '2028-04-16' };
  const approved = { ...document, owner: 'sam', version: '1', location: { text: 'wiki' }, by: 'sam', approver: 'mara' };
  const before: NewEvent = {
    ...{ stream: 'documented/document/policy', kind: 'approved', actor: 'person:mara', at: '2026-04-14T10:00:00.000Z' },
    body: { ...approved, period: '2026-04-16', task: 'k1' },
  };
  const policy = (events: NewEvent[]) => fold(inStream(events, 'document')) as ControlledDocument;

  it('is in force as it was before, and that version is kept as taken back, also once another one is approved', () => {
    const told = life({ kind: 'document-review', document }, { version: '2', location: 'wiki/2' });
    told.events.push(before);
    told.step(() => handsIn(told.w));
    told.say('mara', '/accept');
    expect(listedOf(policy(told.events)).state).toBe('2');
    told.say('mara', '/reject because it is a draft');
    expect(listedOf(policy(told.events)).state).toBe('1');
    expect(rowsOf(policy(told.events)).map((row) => [row.version, row.next === '', row.taken_back])).toEqual([
      ['1', false, ''],
      ['2', true, expect.stringMatching(/ by mara: it is a draft$/)],
    ]);
    told.step(() => handsIn(told.w));
    told.say('mara', '/accept');
    expect(rowsOf(policy(told.events)).map((row) => [row.version, row.taken_back === ''])).toEqual([
      ['1', true],
      ['2', false],
      ['2', true],
    ]);
  });
});

describe('an improvement whose action is rejected', () => {
  it('is under way again; dropped after that, it was not done', () => {
    const { w, events, step, say } = life({ kind: 'action', improvement: 'OFI-1', action: 'OFI-1-1' });
    const raised = { by: 'ken', title: { text: 'x' }, text: { text: 'x' }, clauses: ['10.1'], owner: 'sam' };
    const stream = 'documented/improvement/OFI-1';
    events.push(
      { stream, kind: 'raised', actor: 'person:ken', at: at('04-01 09:00'), body: raised },
      {
        stream,
        kind: 'evaluated',
        actor: 'person:sam',
        at: at('04-01 10:00'),
        body: { decision: 'adopted', by: 'sam' },
      },
    );
    const now = () => (fold(inStream(events, 'improvement')) as Improvement).state;
    step(() => handsIn(w));
    say('mara', '/accept');
    expect(now()).toBe('done');
    say('mara', '/reject because nobody uses it');
    expect(now()).toBe('adopted');
    say('sam', '/waive because it costs too much');
    say('mara', '/approve');
    expect([w.state.verdict, now()]).toEqual(['waived', 'dropped']);
  });
});

describe('what else is taken back', () => {
  it('is a value; where none was before it, none is listed as met or missed', () => {
    const measures = { series: 'patch-age', period: '2027-04', target: { is: '<=', than: 14 } };
    const told = life({ kind: 'measurement', measures } as unknown as Partial<TaskTerms>, {
      value: 9,
      met: true,
      source: 'x',
      target: { is: '<=', than: 14 },
    });
    told.step(() => handsIn(told.w));
    told.say('mara', '/accept');
    expect(listedOf(fold(told.events))).toEqual({ state: 'met' });
    told.say('mara', '/reject because it is of the wrong month');
    expect(listedOf(fold(told.events))).toEqual({});
    expect((fold(told.events) as Series).values).toMatchObject([{ value: 9, takenBack: { by: 'mara' } }]);
  });

  it('is an acknowledgement', () => {
    const campaign = { id: 'policy', title: { text: 'Policy' }, period: '2027', zone: 'Europe/Berlin' };
    const told = life({ kind: 'campaign', campaign, evidence: [] } as Partial<TaskTerms>);
    const { verifier: _, ...terms } = told.w.state.terms;
    told.w.state = { ...told.w.state, terms };
    told.step(() => handsIn(told.w));
    expect((fold(told.events) as Acknowledgements).entries).toHaveLength(1);
    told.say('mara', '/reject because it was somebody else');
    expect(rowsOf(fold(told.events))[0]?.taken_back).toMatch(/ by mara: it was somebody else$/);
  });

  it('is the fieldwork of an audit, which covers nothing then', () => {
    const stream = 'documented/audit/o7';
    const event = (kind: string, body: object): NewEvent => ({
      ...{ stream, kind, actor: 'person:ken', at: at('04-08 10:00') },
      body: JSON.parse(JSON.stringify(body)),
    });
    const examined = event('examined', { title: { text: 'Audit' }, auditor: 'ken', scope: ['A.5.18'], findings: [] });
    const back = event('taken-back', { what: 'examined', by: 'mara', because: { text: 'nobody was asked' } });
    const audit = (...events: NewEvent[]) => fold(events) as Audit;
    expect(coveredBy([audit(examined)], 'Europe/Berlin')).toHaveLength(1);
    expect(coveredBy([audit(examined, back)], 'Europe/Berlin')).toEqual([]);
    expect(rowsOf(audit(examined, back))[0]?.taken_back).toMatch(/^examined .* by mara: nobody was asked$/);
  });

  it('reads in a story as what somebody did', () => {
    const body = { by: 'mara', because: { text: 'no' }, controls: ['A.8.7'] };
    const told = (kind: string) => phraseOf({ kind, body }, organisation());
    expect(['taken-back', 'treatment-taken-back', 'controls-taken-back'].map(told)).toEqual([
      'took it back: "no"',
      'took back that it was carried out: "no"',
      'has A.8.7 planned again: "no"',
    ]);
  });
});
