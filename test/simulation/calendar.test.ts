import { describe, expect, it } from '@jest/globals';
import { at, mara, sam } from './harness/people.ts';
import { isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();

/** A duty without evidence and verifier that opens two days before it is due. */
function duty(dates: string): string {
  return `
  backup-check:
    kind: review
    title: Backup check
    ask: Look whether the backups ran.
    clause: A.8.13
    process: access
    owner: sam
    ladder: L2
    lead: 2 days
    ${dates}
`;
}

const closes = (days: string[]) => days.map((day) => at(`${day}T10:00`, sam.closes('Backup check')));

describe('the calendar, lived through', () => {
  it('owes the last day of shorter months to a monthly duty of the 31st, and returns to the 31st', async () => {
    const days = ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31'];
    const programme = isms(duty('first: 2027-01-31\n    every: 1 month\n    shift: none'));
    const story = await simulate({ programme, from: '2027-01-20', until: '2027-06-02', script: closes(days) });
    expect(story.occurrences.map((o) => o.due.date)).toEqual(days);
    expect(story.occurrences.map((o) => o.state)).toEqual(days.map(() => 'recorded'));
  });

  it('owes 28 February to a yearly duty of the 29th, and the 29th again in a leap year', async () => {
    const days = ['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'];
    const programme = isms(duty('first: 2028-02-29\n    every: 12 months\n    shift: none'));
    const story = await simulate({ programme, from: '2028-02-01', until: '2032-03-05', script: closes(days) });
    expect(story.occurrences.map((o) => o.due.date)).toEqual(days);
    expect(story.occurrences.map((o) => o.periodName)).toEqual(['2028', '2029', '2030', '2031', '2032']);
  });

  it('ends days at local midnight over the night in which clocks go forward', async () => {
    const programme = isms(duty('first: 2027-03-27\n    shift: none\n    hard_limit: 1 day'));
    const story = await simulate({ programme, from: '2027-03-20', until: '2027-03-30' });
    expect(story.occurrences[0]?.opens).toBe('2027-03-24T23:00:00.000Z');
    expect(story.tasks[0]?.due.at).toBe('2027-03-27T23:00:00.000Z');
    expect(story.first('missed').at).toBe('2027-03-28T22:00:00.000Z');
  });

  it('ends days at local midnight over the night in which clocks go back, and keeps 02:30 apart from 02:30', async () => {
    const programme = isms(
      duty('first: 2027-10-31\n    shift: none\n    hard_limit: 1 day\n    evidence: { log: the log }'),
    );
    const script = [
      at('2027-10-31T02:30:00+02:00', sam.attaches('log.txt')),
      at('2027-10-31T02:30:00+01:00', sam.closes()),
    ];
    const story = await simulate({ programme, from: '2027-10-25', until: '2027-11-02', script });
    expect(story.tasks[0]?.due.at).toBe('2027-10-31T23:00:00.000Z');
    expect(story.tasks[0]?.hardLimit?.at).toBe('2027-11-01T23:00:00.000Z');
    expect(story.tasks[0]?.submission?.items[0]?.at).toBe('2027-10-31T00:30:00.000Z');
    expect(story.tasks[0]?.submission?.at).toBe('2027-10-31T01:30:00.000Z');
  });

  it('moves a due date off a holiday, and the hard limit and chasing with it', async () => {
    const holiday = 'calendar: { holidays: [2027-04-16] }';
    const programme = isms(duty('first: 2027-04-16\n    every: 3 months'), holiday);
    const story = await simulate({ programme, from: '2027-04-12', until: '2027-04-21' });
    expect(story.occurrences[0]).toMatchObject({ period: '2027-04-16', due: { date: '2027-04-19' } });
    expect(story.tasks[0]?.hardLimit?.date).toBe('2027-05-03');
    expect(story.tickets[0]?.body).toContain('Due Mon 19 Apr 2027.');
    expect(story.tasks[0]?.rungs.find((r) => r.id === 'at-due')?.at.slice(0, 16)).toBe('2027-04-19T07:00');
  });

  it('does not move the deadline of a nonconformity off a holiday', async () => {
    const more = 'calendar: { holidays: [2027-04-16] }\nclocks: { minor: { plan: 3 days, resolve: 11 days } }';
    const programme = isms(duty('first: 2028-01-01'), more);
    const script = [at('2027-04-05T10:00', mara.raises())];
    const story = await simulate({ programme, from: '2027-04-05', until: '2027-04-18', script });
    expect(story.nonconformities[0]?.grades[0]?.grade).toBe('minor');
    expect(story.first('graded')).toMatchObject({ at: '2027-04-16T22:00:00.000Z', body: { rule: 'nc.minor.overdue' } });
  });
});
