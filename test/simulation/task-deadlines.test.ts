import { describe, expect, it } from '@jest/globals';
import { at, mara, sam, tracker } from './harness/people.ts';
import { accessReview, isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const unverified = isms(accessReview(''));
const verified = isms(accessReview());
/** The end of 30 April in Berlin. */
const LIMIT = '2027-04-30T22:00:00.000Z';
/** Inside its lead: it opens at once. */
const from = '2027-04-15T08:00';

describe('the hard limit of a task', () => {
  it('marks it as missed, and later as done late', async () => {
    const script = [at('2027-05-05T10:00', sam.attaches('export.csv'), sam.closes())];
    const story = await simulate({ programme: unverified, from, until: '2027-05-07', script });
    expect(story.first('missed').at).toBe(LIMIT);
    expect(story.tasks[0]).toMatchObject({ verdict: 'recorded', missed: { at: LIMIT } });
    expect(story.tickets[0]?.body).toContain('missed, done 19 days late');
    expect(story.status.year).toMatchObject({ owed: 1, missed: 1, done: 0, late: 0 });
  });

  it('is kept by a close a minute before it, however late that is read', async () => {
    const script = [at('2027-04-30T23:59', sam.attaches('export.csv'), sam.closes())];
    const downtime: [string, string][] = [['2027-04-30T20:00', '2027-05-03T10:00']];
    const story = await simulate({ programme: unverified, from, until: '2027-05-04', script, downtime });
    expect(story.tale('task')).toEqual(['planned', 'opened', 'submitted', 'ended']);
    expect(story.first('submitted')).toMatchObject({ at: '2027-04-30T21:59:00.000Z' });
    expect(story.first('submitted').noticed > '2027-05-03').toBe(true);
    expect(story.tickets[0]?.body).toContain('14 days late');
  });

  it('is missed by a close a minute after it, and says when that was noticed', async () => {
    const script = [at('2027-05-01T00:01', sam.attaches('export.csv'), sam.closes())];
    const downtime: [string, string][] = [['2027-04-30T20:00', '2027-05-03T10:00']];
    const story = await simulate({ programme: unverified, from, until: '2027-05-04', script, downtime });
    expect(story.tale('task/', ['missed', 'submitted', 'ended'])).toEqual(['missed', 'submitted', 'ended']);
    const missed = story.tasks[0]?.missed;
    expect(missed?.at).toBe(LIMIT);
    expect(missed && missed.noticed >= '2027-05-03T08:00:00').toBe(true);
  });

  it('is not kept by evidence that comes after it', async () => {
    const script = [
      at('2027-04-30T23:59:40+02:00', sam.closes()),
      at('2027-05-01T00:00:20+02:00', sam.attaches('export.csv')),
    ];
    const story = await simulate({ programme: unverified, from, until: '2027-05-02', script });
    expect(story.tale('task/', ['missed', 'submitted'])).toEqual(['missed', 'submitted']);
    expect(story.first('submitted').at).toBe('2027-04-30T22:00:20.000Z');
  });

  it('does not pass while a hand-in waits to be verified, but at a rejection after it', async () => {
    const script = [
      at('2027-04-29T10:00', sam.attaches('export.csv'), sam.closes()),
      at('2027-05-04T10:00', mara.says('/reject because an account is missing')),
    ];
    const story = await simulate({ programme: verified, from, until: '2027-05-05', script });
    expect(story.tale('task/', ['submitted', 'rejected', 'missed'])).toEqual(['submitted', 'rejected', 'missed']);
    expect(story.tasks[0]?.missed?.at).toBe('2027-05-04T08:00:00.000Z');
  });
});

describe('a tracker that does not answer', () => {
  const outage = [at('2027-04-30T23:30', tracker.fails), at('2027-05-01T00:40', tracker.recovers)];

  it('leaves a deadline unread, which goes to the lead at once; the verdict comes with the reading', async () => {
    const story = await simulate({ programme: unverified, from, until: '2027-05-02', script: outage });
    expect(story.tale('task/', ['unread', 'missed'])).toEqual(['unread', 'missed']);
    expect(story.first('unread').body).toMatchObject({ deadline: LIMIT });
    const told = story.mails.filter((m) => m.subject.startsWith('Deadline passed, unread'));
    expect(told.map((m) => m.to)).toEqual(['mara@example.com']);
    expect(told[0]?.at.slice(0, 16)).toBe('2027-04-30T22:00');
    expect(story.tasks[0]?.missed?.at).toBe(LIMIT);
    expect(story.tasks[0]?.missed && story.tasks[0].missed.noticed > '2027-04-30T22:40').toBe(true);
  });

  it('costs nobody a verdict who closed in time', async () => {
    const script = [...outage, at('2027-04-30T23:45', sam.attaches('export.csv'), sam.closes())];
    const story = await simulate({ programme: unverified, from, until: '2027-05-02', script });
    expect(story.tale('task/', ['unread', 'submitted', 'missed'])).toEqual(['unread', 'submitted']);
    expect(story.tasks[0]).toMatchObject({ verdict: 'recorded', submission: { at: '2027-04-30T21:45:00.000Z' } });
  });
});
