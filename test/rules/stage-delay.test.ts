import { describe, expect, it } from '@jest/globals';
import type { StageView } from '../../rules/stage.ts';
import { asOpened, lackingIn } from '../../rules/stages.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { ended, gives, planned, view } from './audit/conduct.ts';
import { duty } from './programmes.ts';
import { endedAs, viewOf } from './stage-view.ts';
import { rules } from './task/rules.ts';
import { at, endOf } from './task/terms.ts';
import * as w from './task/world.ts';

/** An audit's fieldwork after its plan, which ended on 7 April at ten. */
const fieldwork = (now: string, parts: Partial<TaskState> = {}, of: Partial<StageView> = {}) =>
  drafted('fieldwork', view({ tasks: [planned(parts)], now: at(now), ...of }));

function drafted(stage: string, of: StageView) {
  const [draft] = lackingIn('internal-audit', stage, of);
  if (!draft) throw new Error(`nothing is drafted for ${stage}`);
  return draft;
}

describe('a later stage that the engine opens late', () => {
  it('has its due date and hard limit moved by the delay, to working days, and is marked', () => {
    // 28 days after 16 April.
    expect(fieldwork('05-05 08:00').terms).toMatchObject({
      opens: at('04-07 10:00'),
      openedLateBy: Date.parse(at('05-05 08:00')) - Date.parse(at('04-07 10:00')),
      due: endOf('05-14'),
      hardLimit: endOf('05-28'),
    });
    // Three days after it is a Monday, two a Sunday.
    expect(fieldwork('04-09 08:00').terms).toMatchObject({ due: endOf('04-19'), hardLimit: endOf('05-03') });
  });

  it('is not missed for that', () => {
    const back = view({ tasks: [planned()], now: at('05-05 08:00') });
    const { terms } = drafted('fieldwork', back);
    const s = w.world(rules, { org: back.org, terms: { ...terms, key: 'k7', display: 'AU-1' }, from: back.now });
    w.run(s, at('05-28 12:00'));
    expect([s.state.missed, s.state.unread, s.state.delayed]).toEqual([undefined, undefined, undefined]);
    w.run(s, at('05-29 09:00'));
    expect(s.state.missed).toMatchObject({ at: endOf('05-28').at });
  });

  it('moves the dates of its occurrence, so that the stages after it have the time, too', () => {
    const of = view({ tasks: [planned()], now: at('05-05 08:00') });
    const { occurrence } = asOpened('internal-audit', 'fieldwork', of);
    expect(occurrence).toMatchObject({ due: endOf('05-14'), hardLimit: endOf('05-28') });
    const examined = ended('fieldwork', of, [gives('findings', 'none')], { endedAt: at('05-20 10:00') });
    const { terms } = drafted('report', { ...of, occurrence, tasks: [planned(), examined], now: at('05-20 10:01') });
    expect(terms).toMatchObject({ openedLateBy: 0, due: endOf('05-14'), hardLimit: endOf('05-28') });
  });

  it('keeps what an extension gave to a stage before', () => {
    const extended = [{ by: 'elena', at: at('04-05 10:00'), from: endOf('04-16'), to: endOf('04-30') }];
    expect(fieldwork('05-05 08:00', { extended, hardLimit: endOf('05-14') }).terms.hardLimit).toEqual(endOf('06-11'));
  });

  it('is one that opens so late that only downtime explains it, and on another day', () => {
    for (const now of ['04-07 10:14', '04-07 23:00']) {
      const { opens, openedLateBy, due, hardLimit } = fieldwork(now).terms;
      expect([opens, openedLateBy, due, hardLimit]).toEqual([at(now), 0, endOf('04-16'), endOf('04-30')]);
    }
    const endedAt = at('04-07 23:58');
    expect(fieldwork('04-08 00:02', { endedAt }).terms).toMatchObject({ openedLateBy: 0, due: endOf('04-16') });
  });

  it('is moved exactly where its duty is due at an instant', () => {
    const { occurrence } = view();
    const exact = { ...occurrence, due: { at: at('04-16 10:00') }, hardLimit: { at: at('04-16 12:00') } };
    const { terms } = fieldwork('04-07 11:00', {}, { occurrence: exact });
    expect(terms).toMatchObject({
      openedLateBy: 3_600_000,
      due: { at: at('04-16 11:00') },
      hardLimit: { at: at('04-16 13:00') },
    });
  });

  it('of an occurrence that was missed by then has its dates as they were, for the verdict rests on them', () => {
    const missed = { at: endOf('04-30').at, noticed: endOf('04-30').at };
    const { terms } = fieldwork('05-20 08:00', { missed, endedAt: at('05-03 10:00') });
    expect(terms).toMatchObject({ due: endOf('04-16'), hardLimit: endOf('04-30'), opens: at('05-20 08:00') });
  });

  it('was opened in a time that the register has forgotten: it was in time then', () => {
    const then = { openedAt: at('04-07 10:02') };
    expect(fieldwork('05-05 08:00', {}, then).terms).toMatchObject({ openedLateBy: 0, due: endOf('04-16') });
  });
});

describe('dates that somebody outside sets', () => {
  it('stay, however late the stage opens', () => {
    const { version } = view();
    const duties = version.duties.map((d) => ({ ...d, external: true as const }));
    const { terms } = fieldwork('05-05 08:00', {}, { version: { ...version, duties } });
    expect(terms).toMatchObject({ due: endOf('04-16'), hardLimit: endOf('04-30'), external: true });
    expect(terms.openedLateBy).toBeGreaterThan(0);
  });
});

describe('a stage that does not wait for the one before it', () => {
  it('is not late because that ended long ago', () => {
    const audit = duty({ id: 'body', kind: 'certification' });
    const now = at('04-20 08:00');
    const of = viewOf(audit, { now });
    const ready = endedAs(lackingIn('certification', 'ready', of)[0]);
    expect(asOpened('certification', 'findings', { ...of, tasks: [ready] }).occurrence).toEqual(of.occurrence);
  });

  it('a change is carried out after its plan, whatever else is told meanwhile', () => {
    const change = duty({ id: 'change', kind: 'change' });
    const of = viewOf(change, { now: at('05-05 08:00') });
    const [describing] = lackingIn('change', 'describe', of);
    const plan = endedAs(describing, { terms: { ...endedAs(describing).terms, slot: 'plan' } });
    const notice = endedAs(describing, {
      terms: { ...endedAs(describing).terms, slot: 'notify/others' },
      endedAt: at('05-05 07:59'),
    });
    const then = { ...of, tasks: [plan, notice] };
    const [carryOut] = lackingIn('change', 'carry-out', then);
    expect(carryOut?.terms).toMatchObject({ due: endOf('05-14'), hardLimit: endOf('05-28') });
    expect(asOpened('change', 'notify', then)).toBe(then);
  });
});
