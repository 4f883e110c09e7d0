import { describe, expect, it } from '@jest/globals';
import type { TaskState } from '../../rules/task/state.ts';
import { whyBlocked } from '../../rules/thread.ts';
import { ENGINE, PLACES, token } from './harness/board/board.ts';
import type { Outcome } from './harness/outcome.ts';
import { type Act, at, dana, mara, priya, sam, tracker } from './harness/people.ts';
import { accessReview, isms } from './harness/programme.ts';
import { type Story, simulation } from './harness/simulate.ts';

const simulate = simulation();
const CREATE = { method: 'POST', path: '/issue$', login: ENGINE };
const unverified = isms(accessReview(''));
const handsIn = at('2027-04-14T10:00', sam.attaches('export.csv'), sam.closes());

type Fault = Parameters<Parameters<Act>[0]['faults']['add']>[0];
const breaks =
  (fault: Fault): Act =>
  ({ faults }) =>
    faults.add(fault);

/** Tells a story at Jira. It ends, whatever else, with one ticket for each task, and no comment twice. */
async function tell(script: Story['script'], until: string, from = '2027-03-31'): Promise<Outcome> {
  const story = await simulate({ at: 'jira', programme: unverified, from, until, ...(script && { script }) });
  const standing = story.tickets.filter(({ state }) => state !== 'gone');
  // The successor of a deleted ticket has its generation behind the key.
  expect(standing.map(({ keys }) => keys.map((key) => key.split('-')[0]))).toEqual(
    story.tasks.map(({ terms }) => [terms.key]),
  );
  for (const { marks } of story.tickets) expect(marks).toEqual([...new Set(marks)]);
  return story;
}

/** Who was told what, in order. */
function told({ mails }: Outcome): string[] {
  return mails.map(({ to, subject }) => `${to.split('@')[0]}: ${subject}`);
}

describe('one ticket at Jira, and never two', () => {
  const once: Fault[] = [
    { kind: 'timeout-before-write' },
    { kind: 'error-before-write', status: 502 },
    { kind: 'too-many-requests', retryAfter: 90 },
    { kind: 'timeout-after-write' },
    { kind: 'error-after-write', status: 503 },
  ];
  it.each(once)('when the create meets $kind', async (fault) => {
    const story = await tell([at('2027-03-31T09:00', breaks({ ...CREATE, ...fault, times: 1 }))], '2027-04-02');
    expect(story.tale('task', ['planned', 'opened'])).toEqual(['planned', 'opened']);
    expect(story.tasks[0]?.thread.blocked).toBeUndefined();
    expect(story.tickets).toMatchObject([{ name: 'ISMS-1', state: 'open', assignees: ['sam-okoro'] }]);
    expect(told(story)).toEqual([]);
  });

  it('when its answer is lost, and search lags by a minute', async () => {
    const lag = breaks({ kind: 'search-lag', ms: 60_000, login: ENGINE });
    const lost = breaks({ kind: 'timeout-after-write', times: 1, ...CREATE });
    const story = await tell([at('2027-03-31T09:00', lag, lost), handsIn], '2027-04-16');
    expect(story.writes.filter((kind) => kind === 'create')).toHaveLength(1);
    expect(story.logged.filter((line) => line.includes('uncertain')).length).toBeGreaterThan(0);
    expect(story.tasks[0]).toMatchObject({ verdict: 'recorded' });
    expect(story.tickets[0]).toMatchObject({ state: 'done' });
  });
});

describe('a comment, an edit, and a move at Jira', () => {
  it('are there once, though answers are lost and somebody else writes at the same time', async () => {
    const faults: Fault[] = [
      { kind: 'timeout-after-write', method: 'POST', path: '/comment$' },
      { kind: 'timeout-after-write', method: 'POST', path: '/transitions$' },
      { kind: 'timeout-after-write', method: 'PUT' },
      { kind: 'write-conflict' },
    ];
    const once = faults.map((fault) => breaks({ ...fault, times: 1, login: ENGINE }));
    const taken: Act = ({ faults }) => expect(faults.list().filter((each) => each.taken === 0)).toEqual([]);
    const script = [at('2027-04-12T09:55', ...once), at('2027-04-12T10:00', sam.closes()), handsIn];
    const story = await tell([...script, at('2027-04-15T10:00', taken)], '2027-04-16');
    expect(story.tickets[0]?.said.filter((text) => text.startsWith('Reopened'))).toHaveLength(1);
    expect(story.tickets[0]).toMatchObject({ state: 'done' });
    expect(told(story)).toEqual([]);
  });
});

describe('what happens to tickets at Jira', () => {
  it('a transition taken away while a task is open blocks it visibly, and it closes once there is one again', async () => {
    const script = [
      at('2027-04-02T10:00', breaks({ kind: 'transition-removed' })),
      at('2027-04-14T10:00', sam.attaches('export.csv'), sam.says('/done')),
      at('2027-04-14T11:00', ({ deps }) => expectBlocked(deps)),
      at('2027-04-14T12:00', tracker.recovers),
    ];
    const story = await tell(script, '2027-04-15');
    expect(story.tale('task')).toEqual(['planned', 'opened', 'submitted', 'ended', 'blocked', 'unblocked']);
    expect(story.tickets[0]).toMatchObject({ state: 'done' });
    expect(story.tickets[0]?.body).toContain('Sam Okoro did it, 14 Apr');
  });

  it('moved to another project it is followed under its new name', async () => {
    const story = await tell([at('2027-04-05T10:00', sam.moves()), handsIn], '2027-04-16');
    expect(story.tickets).toMatchObject([{ name: `${PLACES.jira.elsewhere}-1`, state: 'done' }]);
    expect(story.tasks[0]).toMatchObject({ verdict: 'recorded', thread: { ref: { number: 'ATTIC-1' } } });
    expect(story.tickets[0]?.said).toHaveLength(1);
    expect(told(story)).toEqual([]);
  });

  it('converted to a part of another issue it is the same ticket', async () => {
    const convert: Act = ({ act, board, ticket }) => {
      const { place } = ticket();
      const whole = act.createIssue(priya.login, place, { title: 'Q2 reviews' });
      act.convertToSubtask(priya.login, place, board.spotOf(1).number, whole.number);
    };
    const story = await simulate({
      at: 'jira',
      programme: unverified,
      from: '2027-03-31',
      until: '2027-04-16',
      script: [at('2027-04-05T10:00', convert), handsIn],
    });
    expect(story.tasks[0]).toMatchObject({ verdict: 'recorded' });
    expect(story.tickets[0]).toMatchObject({ name: 'ISMS-1', state: 'done', parent: 'Q2 reviews' });
    expect(story.tickets.map(({ keys }) => keys)).toEqual([[story.tasks[0]?.terms.key], []]);
    expect(told(story)).toEqual([]);
  });

  it('deleted it is replaced once that is certain, and the lead is told', async () => {
    const story = await tell([at('2027-04-05T10:00', mara.deletes()), handsIn], '2027-04-16');
    expect(story.tale('task')).toEqual(['planned', 'opened', 'gone', 'replaced', 'opened', 'submitted', 'ended']);
    expect(story.tickets).toMatchObject([{ state: 'gone' }, { name: 'ISMS-2', state: 'done' }]);
    expect(told(story)).toEqual([expect.stringMatching(/^mara: .*deleted/i)]);
  });
});

describe('what happens to accounts and projects at Jira', () => {
  it('an assignee deactivated while the task is open: it stays theirs until somebody else is assigned', async () => {
    const leaves: Act = ({ act }) => act.activateAccount(sam.login, false);
    const script = [
      at('2027-04-05T10:00', leaves),
      at('2027-04-08T10:00', dana.assigns(priya.login)),
      at('2027-04-14T10:00', priya.attaches('export.csv'), priya.closes()),
    ];
    const story = await tell(script, '2027-04-16');
    expect(story.tale('task')).toEqual(['planned', 'opened', 'reassigned', 'submitted', 'ended']);
    expect(story.tickets[0]).toMatchObject({ state: 'done', assignees: [priya.login] });
  });

  it('an assignee deactivated before it opens: it opens in time for nobody, blocked, and is theirs once they are back', async () => {
    const active =
      (is: boolean): Act =>
      ({ act }) =>
        act.activateAccount(sam.login, is);
    const script = [at('2027-03-31T10:00', active(false)), at('2027-04-02T10:00', active(true)), handsIn];
    const story = await tell(script, '2027-04-16');
    expect(story.tale('task')).toEqual([
      ...['planned', 'opened', 'blocked', 'blocked', 'put-back', 'unblocked', 'submitted', 'ended'],
    ]);
    expect(told(story)).toEqual([]);
    expect(story.first('blocked').body).toMatchObject({ why: { text: expect.stringMatching(/assignee/) } });
    expect(story.tickets).toMatchObject([{ state: 'done', assignees: [sam.login] }]);
  });

  it('a project turned read-only: nothing is lost, and the lead is told once', async () => {
    const script = [
      at('2027-04-12T09:55', breaks({ kind: 'read-only', login: ENGINE })),
      at('2027-04-12T10:00', sam.closes()),
      at('2027-04-12T10:03', tracker.recovers),
      handsIn,
    ];
    const story = await tell(script, '2027-04-16');
    expect(story.tale('task', ['returned', 'submitted', 'ended'])).toEqual(['returned', 'submitted', 'ended']);
    expect(story.tickets[0]).toMatchObject({ state: 'done' });
    expect(told(story)).toEqual(['mara: Tracker jira cannot be used']);
  });

  it('a token revoked and replaced: the lead is told once, and all goes on', async () => {
    const revoked: Act = ({ act, engine }) => act.replaceToken(engine, 'next-token');
    const replaced: Act = () => {
      token.engine = 'next-token';
    };
    const script = [
      at('2027-04-12T09:55', revoked),
      at('2027-04-12T10:00', sam.closes()),
      at('2027-04-12T10:03', replaced),
      handsIn,
    ];
    const story = await tell(script, '2027-04-16');
    expect(story.tale('task', ['returned', 'submitted', 'ended'])).toEqual(['returned', 'submitted', 'ended']);
    expect(story.tickets[0]?.said.filter((text) => text.startsWith('Reopened'))).toHaveLength(1);
    expect(told(story)).toEqual(['mara: Tracker jira cannot be used']);
  });
});

async function expectBlocked({ register }: Parameters<Act>[0]['deps']): Promise<void> {
  const [row] = await register.loadRows<TaskState>('task', {}, { limit: 1 });
  expect(row && whyBlocked(row.state.thread)).toMatch(/done/i);
}
