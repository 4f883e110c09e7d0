import { describe, expect, it } from '@jest/globals';
import { type SubjectOwed, subjectRow, type TimeOwed } from '../../rules/subject-table.ts';
import { draftWork } from '../../rules/task/terms.ts';
import { duty } from './programmes.ts';
import { endedAs, handedIn, viewOf } from './stage-view.ts';
import { at, endOf } from './task/terms.ts';

const suppliers = duty({ id: 'suppliers', title: 'Suppliers', subjects: [{ id: 'hoster', title: 'Hoster' }] });
const view = viewOf(suppliers);
const item = { item: 'verdict', by: 'sam', at: at('04-07 09:00'), how: 'text' as const, name: { text: 'keep' } };

function time(period: string, state: string, isOpen = false): TimeOwed {
  const occurrence = { ...view.occurrence, period, subject: 'hoster', kind: 'review' as const, title: { text: '' } };
  const task = endedAs(draftWork(view), {
    submission: handedIn('sam', [item]),
    verified: { by: 'mara', at: at('04-08 09:00'), self: false },
  });
  const { submission: _, ...open } = task;
  return { occurrence: { ...occurrence, state: isOpen ? 'open' : 'verified' }, work: [isOpen ? open : task], state };
}
const row = (parts: Partial<SubjectOwed>) =>
  subjectRow({ duty: suppliers, subject: { id: 'hoster', title: 'Hoster' }, times: [], ...parts }, view.org);

describe('what a duty is owed about', () => {
  it('says when it was last looked at, what showed it, and that what is open is due', () => {
    expect(
      row({
        times: [time('2026-04-16', 'late'), time('2027-04-16', 'done'), time('2028-04-16', 'open', true)],
        next: endOf('05-14'),
      }),
    ).toMatchObject({
      owner: 'sam',
      last_period: '2027-04-16',
      last_done: at('04-07 09:00'),
      latest_period: '2027-04-16',
      latest_state: 'done',
      evidence: 'verdict: keep',
      by: 'sam',
      verified_by: 'mara',
      times: 2,
      not_done_on_time: 1,
      due: '2027-04-16',
    });
  });

  it('does not hide one that was missed and is still open', () => {
    expect(row({ times: [time('2026-04-16', 'done'), time('2027-04-16', 'missed', true)] })).toMatchObject({
      last_period: '2026-04-16',
      latest_period: '2027-04-16',
      latest_state: 'missed',
      times: 2,
      not_done_on_time: 1,
    });
  });

  it('says of which time it was looked at, and of which it was not', () => {
    const missed = time('2027-09-24', 'missed');
    for (const task of missed.work) delete task.submission;
    expect(row({ times: [time('2026-09-24', 'done'), missed] })).toMatchObject({
      last_period: '2026-09-24',
      last_done: at('04-07 09:00'),
      evidence: 'verdict: keep',
      latest_period: '2027-09-24',
      latest_state: 'missed',
    });
  });

  it('says until when what is open was extended', () => {
    const open = time('2027-04-16', 'open', true);
    const to = (day: string) => ({ by: 'mara', at: at('04-14 10:00'), from: endOf('04-16'), to: endOf(day) });
    for (const task of open.work) task.extended = [to('04-23'), to('04-28')];
    expect(row({ times: [open] })).toMatchObject({ due: '2027-04-28' });
  });

  it('was not looked at by what was sent back, and waived then', () => {
    const waived = time('2027-09-24', 'waived');
    for (const task of waived.work) {
      task.verdict = 'waived';
      task.rejections = [{ by: 'mara', at: at('04-08 10:00'), reason: { text: 'x' }, handedIn: at('04-07 09:00') }];
    }
    expect(row({ times: [waived] })).toMatchObject({
      last_period: '',
      last_done: '',
      evidence: '',
      by: '',
      record: '',
    });
    expect(row({ times: [waived] })).toMatchObject({ latest_period: '2027-09-24', latest_state: 'waived' });
  });

  it('says of one that was never looked at when it is due', () => {
    expect(row({ next: endOf('05-14') })).toMatchObject({
      last_done: '',
      latest_period: '',
      latest_state: '',
      due: '2027-05-14',
      times: 0,
    });
  });
});
