import { describe, expect, it } from '@jest/globals';
import type { NonconformityState } from '../../../rules/nonconformity/state.ts';
import { type Beside, openSteps } from '../../../rules/occasion/open-steps.ts';
import type { Followed, OccasionRecord } from '../../../rules/occasion/record.ts';
import { changeRow, incidentRow, stepRows } from '../../../rules/occasion/tables.ts';
import type { OccurrenceState } from '../../../rules/occurrence-state.ts';
import type { OccasionKind } from '../../../rules/programme.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { at, endOf } from '../task/terms.ts';

function record<K extends OccasionKind>(noun: K, followed: Followed[] = []): OccasionRecord<K> {
  const told = { at: at('04-01 08:00'), toldAt: at('04-01 08:00'), toldBy: 'person:mara' };
  return { noun, id: 'i', display: 'X-1', title: { text: 'x' }, ...told, followed };
}

function task(slot: string, parts: Partial<TaskState> = {}, occasion = { kind: 'incident', id: 'i' }): TaskState {
  const terms = { key: slot, display: slot, slot, duty: 'd', occasion };
  return { terms, due: { at: at('04-04 08:00') }, ...parts } as unknown as TaskState;
}

const missed = { missed: { at: at('04-04 08:00'), noticed: at('04-04 08:01') } };
const raised = [
  { terms: { display: 'NC-2027-002', source: { kind: 'missed', task: { key: 'notify/dpa', display: 'x' } } } },
  { terms: { display: 'NC-2027-003', source: { kind: 'person', by: 'mara' } } },
] as unknown as NonconformityState[];
const followed = (slot: string, parts: Partial<Followed> = {}): Followed => ({
  duty: 'd',
  slot,
  task: slot,
  display: slot,
  verdict: 'recorded',
  due: { at: at('04-04 08:00') },
  at: at('04-05 08:00'),
  ...parts,
});

describe('an incident whose authority was not told', () => {
  const incident = record('incident');
  const beside = (...tasks: TaskState[]): Beside => ({ open: openSteps(incident, tasks, []), raised });

  it('says so, with the deadline, that it was missed, and the nonconformity that followed', () => {
    const notices = (of: Beside) => incidentRow(incident, of)[0]?.notices;
    const due = at('04-04 08:00');
    expect(notices(beside())).toBe('');
    expect(notices({ ...beside(task('notify/others')), raised: [] })).toBe(`others: not told, due ${due}`);
    expect(notices(beside(task('notify/dpa', missed)))).toBe(`dpa: not told, due ${due}, missed, NC-2027-002`);
    expect(notices(beside(task('respond'), task('notify/dpa', {}, { kind: 'incident', id: 'j' })))).toBe('');
    expect(notices(beside(task('notify/dpa', {}, { kind: 'change', id: 'i' })))).toBe('');
  });

  it('keeps that where it was told in the end', () => {
    const told = record('incident', [followed('notify/dpa', { missed: true })]);
    expect(incidentRow(told, beside())[0]?.notices).toBe(`dpa: told ${at('04-05 08:00')}, late, missed, NC-2027-002`);
  });
});

describe('the steps of somebody who leaves', () => {
  const leaver = record('leaver', [followed('task')]);
  const ofLeaver = { kind: 'leaver', id: 'i', subject: 'laptop' };

  it('that are still owed have a line, with their due date, and whether they were missed', () => {
    const unopened = { duty: 'mail', subject: 'mailbox', due: endOf('04-16'), occasion: { kind: 'leaver', id: 'i' } };
    const open = openSteps(
      leaver,
      [task('keys', missed, ofLeaver), task('other', {}, { kind: 'leaver', id: 'j' })],
      [unopened as unknown as OccurrenceState],
    );
    const rows = stepRows(leaver, { open, raised });
    expect(rows).toMatchObject([
      { task: 'task', verdict: 'recorded', done: at('04-05 08:00'), hours_after: 96, missed: false },
      { task: 'keys', subject: 'laptop', due: at('04-04 08:00'), missed: true, verdict: '', done: '', hours_after: '' },
      { task: '', duty: 'mail', subject: 'mailbox', due: '2027-04-16', missed: false, done: '' },
    ]);
    const [columns] = stepRows(record('leaver'));
    expect(rows.map((row) => Object.keys(row))).toEqual(rows.map(() => Object.keys(columns ?? {})));
  });

  it('that were taken up again after they had ended are owed', () => {
    const open = openSteps(leaver, [task('task', {}, ofLeaver)], []);
    expect(stepRows(leaver, { open, raised })).toMatchObject([{ task: 'task', done: '', verdict: '' }]);
  });
});

describe('what had ended and was rejected', () => {
  const again = (noun: OccasionKind, slot: string): Beside => ({
    open: openSteps({ id: 'i', noun }, [task(slot, {}, { kind: noun, id: 'i' })], []),
    raised: [],
  });

  it('is no lesson of an incident, which is open again', () => {
    const incident = record('incident', [followed('lessons', { verdict: 'verified', verifiedBy: 'mara' })]);
    const columns = (beside?: Beside) => incidentRow(incident, beside).map(({ lessons, state }) => [lessons, state]);
    expect(columns()).toEqual([[`verified by mara, ${at('04-05 08:00')}`, 'ended']]);
    expect(columns(again('incident', 'lessons'))).toEqual([['', 'open']]);
  });

  it('is no plan or result of a change, which is open again', () => {
    const change = record('change', [followed('plan'), followed('carry-out')]);
    const columns = (beside?: Beside) => changeRow(change, beside).map((row) => [row.plan, row.result, row.state]);
    const then = `recorded, ${at('04-05 08:00')}`;
    expect(columns()).toEqual([[then, then, 'ended']]);
    expect(columns(again('change', 'carry-out'))).toEqual([[then, '', 'open']]);
    expect(columns(again('change', 'plan'))).toEqual([['', then, 'ended']]);
  });
});
