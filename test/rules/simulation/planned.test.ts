import { describe, expect, it } from '@jest/globals';
import type { OccurrenceState } from '../../../rules/occurrence-state.ts';
import type { Life } from '../../../rules/simulation/life.ts';
import { plannedIsRecorded } from '../../../rules/simulation/planned.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { organisation } from '../task/people.ts';

const org = organisation();
const limit = { at: '2027-04-14T22:00:00.000Z', date: '2027-04-14' };
const later = { at: '2027-05-14T22:00:00.000Z', date: '2027-05-14' };

/** An audit that is open, of which these tasks are known, looked at on 1 May if not said otherwise. */
function judged(
  tasks: [slot: string, stage: TaskState['stage'], hardLimit?: TaskState['hardLimit'] | null, partOf?: string][],
  until = '2027-05-01T08:00:00.000Z',
  handedIn = '2027-04-12T08:00:00.000Z',
) {
  const state = { duty: 'internal-audit', period: '2027-03-17', state: 'open', hardLimit: limit } as OccurrenceState;
  const from = '2027-01-04T08:00:00.000Z';
  const life = {
    ...{ org, from, until, applied: new Map() },
    occurrences: [{ key: 'audit', state }],
    tasks: tasks.map(([slot, stage, hardLimit = limit, partOf]) => ({
      ...{ stage, ...(hardLimit && { hardLimit }) },
      ...(stage === 'submitted' && { submission: { at: handedIn } }),
      terms: { key: slot, slot, origin: { occurrence: 'audit' }, ...(partOf && { partOf }) },
    })),
  };
  return plannedIsRecorded(life as unknown as Life).detail;
}
const PASSED = 'internal-audit of 2027-03-17 is open past its limit 2027-04-14T22:00:00.000Z';

describe('an occurrence of several tasks', () => {
  it('may wait past its limit for the verification of the last one, in whatever order they are looked at', () => {
    expect(
      judged([
        ['report', 'submitted'],
        ['plan', 'ended'],
      ]),
    ).not.toContain(PASSED);
    expect(
      judged([
        ['plan', 'ended'],
        ['report', 'submitted'],
      ]),
    ).not.toContain(PASSED);
  });

  it('may not wait past it for one that is open, unless that one has more time', () => {
    expect(
      judged([
        ['plan', 'open'],
        ['report', 'submitted'],
      ]),
    ).toContain(PASSED);
    expect(
      judged([
        ['plan', 'open', later],
        ['report', 'submitted'],
      ]),
    ).not.toContain(PASSED);
  });

  it('may wait past it for the verification of a part that was handed in before, and of no other', () => {
    const list: Parameters<typeof judged>[0] = [
      ['list', 'open'],
      ['list/1', 'submitted', null, 'list'],
      ['list/2', 'ended', null, 'list'],
    ];
    expect(judged(list)).not.toContain(PASSED);
    expect(judged(list, undefined, '2027-04-20T08:00:00.000Z')).toContain(PASSED);
  });

  it('may not wait past it between two of them', () => {
    expect(judged([['plan', 'ended']])).toContain(PASSED);
  });

  it('has its own limit for a task that has none, and is judged without the parts of another one', () => {
    expect(judged([['plan', 'open', null]])).toContain(PASSED);
    expect(
      judged([
        ['plan', 'submitted'],
        ['plan.1', 'open', limit, 'plan'],
      ]),
    ).not.toContain(PASSED);
  });

  it('may be an hour late in being seen', () => {
    expect(judged([['plan', 'open']], '2027-04-14T22:59:59.000Z')).not.toContain(PASSED);
    expect(judged([['plan', 'open']], '2027-04-14T23:00:00.000Z')).toContain(PASSED);
  });
});
