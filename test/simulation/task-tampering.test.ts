import { describe, expect, it } from '@jest/globals';
import { KINDS } from './harness/board/board.ts';
import { at, mara, priya, sam, stranger, tracker } from './harness/people.ts';
import { accessReview, isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const verified = isms(accessReview());
const unverified = isms(accessReview(''));
const from = '2027-03-31';
const handsIn = at('2027-04-12T10:00', sam.attaches('export.csv'), sam.closes());

describe('what people do to tickets', () => {
  it('replaces a deleted ticket by one with the same due date', async () => {
    const story = await simulate({
      programme: verified,
      from,
      until: '2027-04-12',
      script: [at('2027-04-08T10:00', mara.deletes())],
    });
    expect(story.tale('task')).toEqual(['planned', 'opened', 'gone', 'replaced', 'opened']);
    expect(story.tickets.map((t) => t.state)).toEqual(['gone', 'open']);
    expect(story.tickets[1]).toMatchObject({ title: story.tickets[0]?.title, assignees: ['sam-okoro'] });
    expect(story.tickets[1]?.body).toContain('Due Fri 16 Apr 2027.');
    expect(story.tickets[1]?.said[0]).toBe(
      'This replaces #1, which was deleted. Same duty, same due date; what was recorded is kept.',
    );
    expect(story.mails.map((m) => [m.to, m.subject])).toEqual([
      ['mara@example.com', expect.stringContaining('Ticket deleted')],
    ]);
  });

  it('keeps what was handed in when the ticket is deleted afterwards', async () => {
    const script = [handsIn, at('2027-04-13T10:00', mara.deletes()), at('2027-04-16T10:00', mara.says('/accept'))];
    const story = await simulate({ programme: verified, from, until: '2027-04-18', script });
    expect(story.tasks[0]).toMatchObject({ verdict: 'verified', submission: { at: '2027-04-12T08:00:00.000Z' } });
    expect(story.tickets[1]).toMatchObject({ state: 'done' });
    expect(story.tickets[1]?.said[1]).toContain('@mara-lindt');
    expect(story.tickets[1]?.said[1]).toContain('/accept');
  });

  it('asks again in the successor for what waited to be decided in a deleted one', async () => {
    const script = [
      at('2027-04-08T10:00', sam.says('/extend 2027-04-23 because the export is late')),
      at('2027-04-08T11:00', sam.says('/waive because there is nothing to export')),
      at('2027-04-09T10:00', mara.deletes()),
      at('2027-04-12T10:00', mara.says('/approve extension'), mara.says('/deny waiver because it is demanded')),
    ];
    const story = await simulate({ programme: verified, from, until: '2027-04-14', script });
    expect(story.tickets[1]?.said.slice(1, 3)).toEqual([
      expect.stringMatching(/^@mara-lindt .*Sam Okoro asks for 23 April instead of 16 April: `the export is late`/),
      expect.stringMatching(/^@mara-lindt .*Sam Okoro asks not to do this one: `there is nothing to export`/),
    ]);
    expect(story.tasks[0]).toMatchObject({ due: { date: '2027-04-23' }, extended: [{ by: 'mara' }] });
  });

  it.each(KINDS)('closes a finished ticket again that is reopened by hand, with one reply (%s)', async (kind) => {
    const script = [handsIn, at('2027-04-13T10:00', sam.reopens()), at('2027-04-14T10:00', sam.reopens())];
    const story = await simulate({ at: kind, programme: unverified, from, until: '2027-04-16', script });
    expect(story.tale('task')).toEqual([
      'planned',
      'opened',
      'submitted',
      'ended',
      'reopened-by-hand',
      'reopened-by-hand',
    ]);
    expect(story.tickets[0]).toMatchObject({ state: 'done' });
    expect(story.tickets[0]?.said.filter((s) => s.includes('recorded as finished'))).toHaveLength(1);
  });

  it('revives a finished task only by reject, with two weeks more; the old verdict stays', async () => {
    const script = [
      handsIn,
      at('2027-04-13T10:00', mara.says('/accept')),
      at('2027-05-10T10:00', mara.says('/reject because the export was of the wrong account')),
    ];
    const story = await simulate({ programme: verified, from, until: '2027-05-12', script });
    expect(story.tale('task').slice(-3)).toEqual(['ended', 'revived', 'rejected']);
    expect(story.tasks[0]).toMatchObject({ stage: 'open', due: { date: '2027-05-24' } });
    expect(story.tickets[0]).toMatchObject({ state: 'open' });
  });

  it.each(KINDS)('follows a reassignment to somebody of the programme (%s)', async (kind) => {
    const script = [
      at('2027-04-08T10:00', sam.assigns(priya.login)),
      at('2027-04-12T10:00', priya.attaches('export.csv'), priya.closes()),
    ];
    const story = await simulate({ at: kind, programme: unverified, from, until: '2027-04-14', script });
    expect(story.tale('task')).toEqual(['planned', 'opened', 'reassigned', 'submitted', 'ended']);
    expect(story.tickets[0]?.body).toContain('Priya Nair did it, 12 Apr');
  });

  it.each(KINDS)('puts the assignee back where nobody or a stranger is left (%s)', async (kind) => {
    const script = [at('2027-04-07T10:00', sam.unassigns()), at('2027-04-08T10:00', sam.assigns(stranger.login))];
    const story = await simulate({ at: kind, programme: unverified, from, until: '2027-04-09', script });
    expect(story.tale('task')).toEqual(['planned', 'opened', 'put-back', 'put-back']);
    expect(story.tickets[0]?.assignees).toContain('sam-okoro');
  });

  it.each(KINDS)(
    'takes a ticket for deleted that stays hidden for an hour while others can be read (%s)',
    async (kind) => {
      const script = [at('2027-04-08T10:00', sam.hides())];
      const story = await simulate({ at: kind, programme: unverified, from, until: '2027-04-09', script });
      expect(story.tale('task')).toEqual(['planned', 'opened', 'gone', 'replaced', 'opened']);
      expect(story.first('gone').body).toMatchObject({ reason: 'hidden' });
      const waited = Date.parse(story.first('replaced').at) - Date.parse(story.first('gone').at);
      expect(waited).toBeGreaterThanOrEqual(3_600_000);
    },
  );

  it('replaces nothing where it may no longer see the repository', async () => {
    const script = [
      at('2027-04-08T10:00', tracker.locksOut, sam.says('I shall do it tomorrow.')),
      at('2027-04-08T11:15', tracker.recovers),
    ];
    const story = await simulate({ programme: unverified, from, until: '2027-04-09', script });
    expect(story.logged.filter((line) => line.includes('unauthorised')).length).toBeGreaterThan(60);
    expect(story.tale('task/', ['gone', 'replaced'])).toEqual([]);
    expect(story.tickets).toHaveLength(1);
  });

  it.each(KINDS)('does not obey a command that was edited into a comment (%s)', async (kind) => {
    const script = [
      handsIn,
      at('2027-04-13T10:00', mara.says('Looks fine.')),
      at('2027-04-13T10:30', mara.edits('/accept')),
    ];
    const story = await simulate({ at: kind, programme: verified, from, until: '2027-04-15', script, webhooks: false });
    expect(story.tasks[0]).toMatchObject({ stage: 'submitted' });
    expect(story.tickets[0]?.said.at(-1)).toContain('That comment was edited after it was written');
  });
});
