import { describe, expect, it } from '@jest/globals';
import { as, isms, open, refusal, repo } from './world.ts';

async function filled() {
  const sandbox = await open({ maxPageSize: 3 });
  const { act, clock } = sandbox;
  for (let index = 1; index <= 7; index++) {
    act.createIssue('bot', repo, {
      title: `n${index}`,
      labels: index % 2 ? ['odd', 'isms'] : ['isms'],
      assignees: index === 2 ? ['sam'] : [],
    });
    clock.advance(1000);
  }
  act.createPullRequest('mara', repo, 'a change');
  act.close('bot', repo, 3, 'completed');
  return { sandbox, bot: as(sandbox, 'bot') };
}

const numbers = (list: readonly { readonly number: number }[]) => list.map((each) => each.number);

describe('lists of issues', () => {
  it('are open ones only, newest first, pull requests among them', async () => {
    const { bot } = await filled();
    const all = await bot.paginate(bot.issues.listForRepo, isms);
    expect(numbers(all)).toEqual([8, 7, 6, 5, 4, 2, 1]);
    expect(all.filter((issue) => issue.pull_request).map((issue) => issue.title)).toEqual(['a change']);
  });

  it.each([
    ['state', { state: 'closed' as const }, [3]],
    ['all labels', { state: 'all' as const, labels: 'isms,ODD', direction: 'asc' as const }, [1, 3, 5]],
    ['creator', { creator: 'mara' }, [8]],
    ['assignee', { assignee: 'sam' }, [2]],
    ['no assignee', { assignee: 'none', creator: 'bot', direction: 'asc' as const }, [1, 4, 5]],
    ['since', { since: '2027-04-12T09:00:06Z', direction: 'asc' as const, state: 'all' as const }, [3, 7, 8]],
    ['sort', { sort: 'updated' as const, direction: 'desc' as const, state: 'all' as const, per_page: 2 }, [8, 3]],
  ])('can be asked by %s', async (_name, query, wanted) => {
    const { bot } = await filled();
    expect(numbers((await bot.issues.listForRepo({ ...isms, ...query })).data)).toEqual(wanted);
  });

  it('refuse a state, sort or since that GitHub does not know', async () => {
    const { bot } = await filled();
    for (const query of [{ state: 'done' as 'open' }, { sort: 'title' as 'created' }, { since: 'yesterday' }])
      expect((await refusal(bot.issues.listForRepo({ ...isms, ...query }))).status).toBe(422);
  });

  it('link to the other pages, and cap per_page', async () => {
    const { bot, sandbox } = await filled();
    const first = await bot.issues.listForRepo({ ...isms, per_page: 100 });
    expect(first.data).toHaveLength(3);
    const base = `${sandbox.apiUrl}/repos/example/isms/issues?per_page=100&page=`;
    expect(first.headers.link).toBe(`<${base}2>; rel="next", <${base}3>; rel="last"`);
    const last = await bot.issues.listForRepo({ ...isms, per_page: 100, page: 3 });
    expect(last.headers.link).toBe(`<${base}2>; rel="prev", <${base}1>; rel="first"`);
    expect((await bot.issues.listForRepo({ ...isms, state: 'closed' })).headers.link).toBeUndefined();
  });

  it('miss what is new or changed while the list lags, and show it afterwards', async () => {
    const { bot, sandbox } = await filled();
    sandbox.faults.add({ kind: 'list-lag', ms: 5000 });
    sandbox.clock.advance(60_000);
    sandbox.act.createIssue('bot', repo, { title: 'fresh', labels: ['new'] });
    sandbox.act.comment('sam', repo, 1, 'late');
    const fresh = () => bot.issues.listForRepo({ ...isms, labels: 'new' });
    const late = () => bot.issues.listComments({ ...isms, issue_number: 1 });
    expect([(await fresh()).data.length, (await late()).data.length]).toEqual([0, 0]);
    expect((await bot.issues.get({ ...isms, issue_number: 9 })).data.title).toBe('fresh');
    sandbox.clock.advance(5000);
    expect([(await fresh()).data.length, (await late()).data.length]).toEqual([1, 1]);
  });
});
