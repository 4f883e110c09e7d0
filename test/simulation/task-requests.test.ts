import { describe, expect, it } from '@jest/globals';
import { at, dana, elena, mara, sam } from './harness/people.ts';
import { accessReview, isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const programme = isms(accessReview());
const from = '2027-04-12T08:00';
const asks = at('2027-04-12T10:00', sam.says('/extend 2027-04-23 because the export job is broken'));

describe('extending a task', () => {
  it('moves due date and hard limit once the verifier approves', async () => {
    const script = [asks, at('2027-04-12T15:00', mara.says('/approve'))];
    const story = await simulate({ programme, from, until: '2027-04-14', script });
    expect(story.tale('task')).toEqual(['planned', 'opened', 'extension-asked', 'extension-approved']);
    expect(story.tasks[0]?.due).toEqual({ date: '2027-04-23', at: '2027-04-23T22:00:00.000Z' });
    expect(story.tasks[0]?.hardLimit).toEqual({ date: '2027-05-07', at: '2027-05-07T22:00:00.000Z' });
    expect(story.tickets[0]?.body).toContain('Due Fri 23 Apr 2027.');
    expect(story.tickets[0]?.said).toEqual([
      expect.stringContaining(
        '@mara-lindt @dana-roth Sam Okoro asks for 23 April instead of 16 April: `the export job is broken`.',
      ),
      'Now due on 23 April, approved by Mara Lindt (1 of 2).',
    ]);
  });

  it('is missed later by as much as it was extended', async () => {
    const script = [asks, at('2027-04-12T15:00', mara.says('/approve'))];
    const story = await simulate({ programme, from, until: '2027-05-09', script });
    expect(story.first('missed').at).toBe('2027-05-07T22:00:00.000Z');
  });

  it('leaves the due date where the verifier denies, which uses up no extension', async () => {
    const script = [asks, at('2027-04-12T15:00', mara.says('/deny because there is no interim control'))];
    const story = await simulate({ programme, from, until: '2027-04-14', script });
    expect(story.tale('task')).toEqual(['planned', 'opened', 'extension-asked', 'extension-denied']);
    expect(story.tasks[0]).toMatchObject({ due: { date: '2027-04-16' }, extended: [] });
    expect(story.tickets[0]?.said.at(-1)).toBe('Not extended: `there is no interim control`. Still due on 16 April.');
  });

  it('stops no clock while it waits, and lapses with the hard limit', async () => {
    const script = [at('2027-04-29T10:00', sam.says('/extend 2027-05-14 because the export job is broken'))];
    const story = await simulate({ programme, from, until: '2027-05-02', script });
    expect(story.tale('task').slice(0, 5)).toEqual([
      'planned',
      'opened',
      'extension-asked',
      'extension-lapsed',
      'missed',
    ]);
    expect(story.first('extension-lapsed').at).toBe('2027-04-30T22:00:00.000Z');
    expect(story.tasks[0]).toMatchObject({ due: { date: '2027-04-16' } });
  });

  it('is approved neither by whoever asked nor by the owner', async () => {
    const script = [asks, at('2027-04-12T15:00', sam.says('/approve'))];
    const story = await simulate({ programme, from, until: '2027-04-13', script });
    expect(story.tasks[0]).toMatchObject({ due: { date: '2027-04-16' }, extended: [] });
    expect(story.tickets[0]?.said.at(-1)).toContain('on this ticket Mara Lindt or Dana Roth may approve');
  });

  it('is given twice at most', async () => {
    const round = (day: string, to: string) => [
      at(`2027-04-${day}T10:00`, sam.says(`/extend ${to} because the export job is broken`)),
      at(`2027-04-${day}T11:00`, mara.says('/approve')),
    ];
    const script = [...round('05', '2027-04-20'), ...round('06', '2027-04-21'), ...round('07', '2027-04-22')];
    const story = await simulate({ programme, from: '2027-04-01T08:00', until: '2027-04-08', script });
    expect(story.tasks[0]?.due.date).toBe('2027-04-21');
    expect(story.tickets[0]?.said.join('\n')).toContain('the 2 extensions that this task may have are used up');
  });
});

describe('waiving a task', () => {
  it('reopens a close as not planned until somebody approves, and then ends', async () => {
    const script = [at('2027-04-12T10:00', sam.drops()), at('2027-04-13T10:00', dana.says('/approve'))];
    const story = await simulate({ programme, from, until: '2027-04-16', script });
    expect(story.tale('task')).toEqual(['planned', 'opened', 'waiver-asked', 'waiver-approved', 'ended']);
    expect(story.occurrences[0]).toMatchObject({ state: 'waived' });
    expect(story.tickets[0]).toMatchObject({ state: 'dropped' });
    expect(story.tickets[0]?.said[0]).toContain('Reopened until you `/approve` or `/deny because …`.');
  });

  it('goes on where it is denied', async () => {
    const script = [
      at('2027-04-12T10:00', sam.says('/waive because a tool does it')),
      at('2027-04-13T10:00', mara.says('/deny because nothing replaces A.5.18')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-14', script });
    expect(story.tale('task')).toEqual(['planned', 'opened', 'waiver-asked', 'waiver-denied']);
    expect(story.tickets[0]).toMatchObject({ state: 'open' });
    expect(story.tickets[0]?.said.at(-1)).toBe('Not waived: `nothing replaces A.5.18`. Still due on 16 April.');
  });

  it('is for top management alone where the standard demands the duty', async () => {
    const demanded = isms(accessReview().replace('clause: A.5.18', 'clause: 9.3'));
    const script = [
      at('2027-04-12T10:00', sam.says('/waive because nothing happened')),
      at('2027-04-13T10:00', mara.says('/approve')),
      at('2027-04-14T10:00', elena.says('/approve')),
    ];
    const story = await simulate({ programme: demanded, from, until: '2027-04-16', script });
    expect(story.tickets[0]?.said[1]).toContain('on this ticket Elena Costa may approve');
    expect(story.tasks[0]).toMatchObject({ verdict: 'waived', waived: { by: elena.id } });
  });

  it('approved after the hard limit, reads missed and waived', async () => {
    const script = [at('2027-04-29T10:00', sam.drops()), at('2027-05-03T10:00', dana.says('/approve'))];
    const story = await simulate({ programme, from, until: '2027-05-04', script });
    expect(story.tasks[0]).toMatchObject({ verdict: 'waived', missed: { at: '2027-04-30T22:00:00.000Z' } });
    expect(story.tickets[0]?.body).toContain('Missed, waived by Dana Roth, 3 May');
  });
});
