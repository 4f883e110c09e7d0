import { describe, expect, it } from '@jest/globals';
import { as, isms, open, repo } from './world.ts';

const issue = { ...isms, issue_number: 1 };

describe('history', () => {
  it('names who did what and when, from the page as from the API', async () => {
    const sandbox = await open();
    const { act, clock } = sandbox;
    const bot = as(sandbox, 'bot');
    await bot.issues.create({ ...isms, title: 'x', labels: ['a'] });
    act.assign('mara', repo, 1, 'sam');
    act.comment('sam', repo, 1, 'done');
    clock.advance(3_600_000);
    act.close('sam', repo, 1, 'not_planned');
    await bot.issues.update({ ...issue, state: 'open' });
    act.unassign('mara', repo, 1, 'sam');
    act.unlabel('mara', repo, 1, 'a');
    act.editTitle('mara', repo, 1, 'y');

    const events = (await bot.issues.listEvents(issue)).data;
    expect(events.map((event) => `${event.actor?.login} ${event.event}`)).toEqual([
      'bot labeled',
      'mara assigned',
      'sam closed',
      'bot reopened',
      'mara unassigned',
      'mara unlabeled',
      'mara renamed',
    ]);
    expect(events[2]).toMatchObject({ state_reason: 'not_planned', created_at: '2027-04-12T10:00:00Z' });
    expect(events[4]).toMatchObject({ assignee: { login: 'sam' } });
    expect(events[6]).toMatchObject({ rename: { from: 'x', to: 'y' } });
    const timeline = (await bot.issues.listEventsForTimeline(issue)).data.map((entry) => entry.event);
    expect(timeline.slice(0, 4)).toEqual(['labeled', 'assigned', 'commented', 'closed']);
    const everywhere = (await bot.issues.listEventsForRepo({ ...isms, per_page: 1 })).data;
    expect(everywhere).toMatchObject([{ event: 'renamed', issue: { number: 1 } }]);
  });

  it('stays silent where nothing changed', async () => {
    const sandbox = await open();
    const { act } = sandbox;
    act.createIssue('mara', repo, { title: 'x' });
    act.reopen('mara', repo, 1);
    act.editTitle('mara', repo, 1, 'x');
    act.close('mara', repo, 1, 'completed');
    act.close('mara', repo, 1, 'not_planned');
    const { data } = await as(sandbox, 'bot').issues.listEvents(issue);
    expect(data).toMatchObject([{ event: 'closed', state_reason: 'completed' }]);
  });
});
