import { describe, expect, it } from '@jest/globals';
import { parseProgramme } from '../../config/programme.ts';
import { calendarOf } from '../../rules/calendar/working-day.ts';
import type { StageView } from '../../rules/stage.ts';
import { datesOfStage, dueOfStage } from '../../rules/stage-dates.ts';
import { compare } from '../../rules/weakening.ts';
import { edited } from '../config/sample.ts';
import { days, duty, programme } from './programmes.ts';

const org = (made: ReturnType<typeof programme>) => ({
  programme: made,
  calendar: calendarOf(made, []),
  accounts: [],
  self: {},
});
const occurrence = {
  duty: 'patches',
  period: '2027-04-16',
  periodName: '2027 Q2',
  cause: 'interval',
  opens: '2027-03-31T22:00:00.000Z',
  due: { at: '2027-04-16T22:00:00.000Z', date: '2027-04-16' },
  version: 1,
  zone: 'Europe/Berlin',
  openedLateBy: 0,
};
const due = (stages?: Record<string, ReturnType<typeof days>>, its = occurrence) => {
  const made = programme([duty({ id: 'patches', kind: 'measurement', ...(stages && { stages }) })], {
    zone: 'Europe/Berlin',
  });
  return dueOfStage({ occurrence: its, version: made, org: org(made) }, 'measure');
};
const measured = (more: string) =>
  parseProgramme(
    edited('    kind: evidence-request', `    kind: measurement\n    target: "<= 14"\n    ${more}`),
    'isms.yaml',
  );

describe('a stage of a duty', () => {
  it('is due with it unless the duty says otherwise', () => {
    expect(due()).toEqual(occurrence.due);
    expect(due({ decide: days(7) })).toEqual(occurrence.due);
  });

  it('is due as long before or after it as the duty says, on a working day', () => {
    expect(due({ measure: days(-7) })).toEqual({ date: '2027-04-09', at: '2027-04-09T22:00:00.000Z' });
    // 10 April is a Saturday.
    expect(due({ measure: days(-6) }).date).toBe('2027-04-12');
  });

  it('counts from an instant where the duty is due at one', () => {
    const exact = { ...occurrence, due: { at: '2027-04-16T08:00:00.000Z' } } as typeof occurrence;
    expect(due({ measure: days(-1) }, exact)).toEqual({ at: '2027-04-15T08:00:00.000Z' });
  });

  it('is one that its kind has', () => {
    expect(measured('stages: { measure: -7 days, decide: 7 days }')).toHaveProperty('programme');
    expect(measured('stages: { mesure: -7 days }')).toMatchObject({
      mistakes: [
        {
          path: 'duties.access-review.stages.mesure',
          message: 'measurement has no stage of this name; did you mean "measure"?',
          allowed: 'measure, decide',
        },
      ],
    });
    const single = parseProgramme(
      edited('    ladder: mine', '    ladder: mine\n    stages: { task: 1 day }'),
      'isms.yaml',
    );
    expect(single).toMatchObject({ mistakes: [{ allowed: 'no stages: it has one task, due with the duty' }] });
  });

  it('moved later is weaker, and waits for top management', () => {
    const at = (n: number) => programme([duty({ id: 'patches', kind: 'measurement', stages: { measure: days(n) } })]);
    const [without] = [programme([duty({ id: 'patches', kind: 'measurement' })])];
    const weaker = (a: ReturnType<typeof programme>, b: ReturnType<typeof programme>) =>
      compare(a, b).map((c) => [c.path, c.weaker]);
    expect(weaker(at(-7), at(-3))).toEqual([['duties.patches.stages', true]]);
    expect(weaker(at(-3), at(-7))).toEqual([['duties.patches.stages', false]]);
    expect(weaker(at(-3), without)).toEqual([['duties.patches.stages', true]]);
  });
});

describe('a later stage', () => {
  const limit = (date: string) => ({ date, at: `${date}T22:00:00.000Z` });
  const made = programme([duty({ id: 'patches', kind: 'measurement' })], { zone: 'Europe/Berlin' });
  const extension = { by: 'mara', at: '2027-04-16T08:00:00.000Z', from: occurrence.due, to: limit('2027-05-20') };
  const limitAfter = (task: object, hardLimit: object | undefined = limit('2027-04-30')) => {
    const view = {
      occurrence: { ...occurrence, hardLimit },
      version: made,
      org: org(made),
      tasks: [{ terms: {}, ...task }],
    };
    return datesOfStage({ ...view, now: '2027-05-18T08:00:00.000Z' } as unknown as StageView, 'decide').hardLimit;
  };

  it('is missed no sooner than the one before it would have been with the time that it was given', () => {
    expect(limitAfter({ extended: [], hardLimit: limit('2027-04-30') })).toEqual(limit('2027-04-30'));
    expect(limitAfter({ extended: [extension], hardLimit: limit('2027-06-03') })).toEqual(limit('2027-06-03'));
    expect(limitAfter({ extended: [extension], hardLimit: limit('2027-04-20') })).toEqual(limit('2027-04-30'));
  });

  it('nor sooner than the one before it would have been with the time that a late opening gave it', () => {
    const late = { extended: [], hardLimit: limit('2027-06-03') };
    expect(limitAfter({ ...late, delayed: { by: 1 } })).toEqual(limit('2027-06-03'));
    expect(limitAfter({ ...late, terms: { openedLateBy: 1 } })).toEqual(limit('2027-06-03'));
  });

  it('nor before the one before it, where that was rejected after its end and is due anew', () => {
    const anew = { extended: [], due: limit('2027-05-17'), hardLimit: limit('2027-06-04'), revivals: [{ by: 'mara' }] };
    const view = { occurrence: { ...occurrence, hardLimit: limit('2027-04-30') }, version: made, org: org(made) };
    const dates = (task: object) => {
      const tasks = [{ terms: {}, ...task }];
      return datesOfStage({ ...view, tasks, now: '2027-05-10T08:00:00.000Z' } as unknown as StageView, 'decide');
    };
    expect(dates(anew)).toMatchObject({ due: limit('2027-05-17'), hardLimit: limit('2027-06-04') });
    expect(dates({ ...anew, due: limit('2027-04-02') })).toMatchObject({ due: occurrence.due });
    expect(dates({ ...anew, revivals: [] })).toMatchObject({ due: occurrence.due, hardLimit: limit('2027-04-30') });
  });

  it('gains nothing by the one before it where that had no extension', () => {
    expect(limitAfter({ extended: [], hardLimit: limit('2027-06-03') })).toEqual(limit('2027-04-30'));
  });

  it('opens when the one before it is over, and not late; the first opens with its occurrence, as late as that', () => {
    const late = { ...occurrence, hardLimit: limit('2027-04-30'), openedLateBy: 86_400_000 };
    const view = { occurrence: late, version: made, org: org(made), now: '2027-04-12T08:00:00.000Z' };
    const dates = (tasks: object[]) => datesOfStage({ ...view, tasks } as unknown as StageView, 'decide');
    expect(dates([])).toEqual({ due: occurrence.due });
    expect(dates([{ terms: {}, extended: [] }])).toMatchObject({ opens: '2027-04-12T08:00:00.000Z', openedLateBy: 0 });
  });

  it('is never missed where its occurrence is not', () => {
    const view = {
      occurrence,
      version: made,
      org: org(made),
      tasks: [{ terms: {}, extended: [], hardLimit: undefined }],
    };
    expect(
      datesOfStage({ ...view, now: occurrence.opens } as unknown as StageView, 'decide').hardLimit,
    ).toBeUndefined();
  });
});
