import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { changesIn, standingClose } from '../../../../integrations/tickets/github/history.ts';
import { eventShape, type Issue } from '../../../../integrations/tickets/github/shapes.ts';

const sam = { id: 9, login: 'sam' };
const mara = { id: 8, login: 'mara' };
const issue: Issue = {
  id: '1',
  number: 1,
  html_url: 'https://github.com/example/isms/issues/1',
  title: 'x',
  comments: 0,
  state: 'closed',
  state_reason: 'not_planned',
  labels: [],
  assignees: [],
  user: { id: '7', login: 'bot' },
  created_at: '2027-04-01T00:00:00.000Z',
  updated_at: '2027-04-03T00:00:00.000Z',
  closed_at: '2027-04-03T00:00:00.000Z',
};

const at = (day: number) => `2027-04-0${day}T00:00:00Z`;
const events = (...list: object[]) =>
  z.array(eventShape).parse(list.map((event, id) => ({ id, actor: sam, ...event })));

describe('the history of an issue', () => {
  it('names who assigned, not the assigned one whom GitHub shows as the actor', () => {
    const list = events({ event: 'assigned', actor: mara, assignee: mara, assigner: sam, created_at: at(1) });
    expect(changesIn(list, issue)).toMatchObject([
      { kind: 'assigned', by: { login: 'sam' }, account: { login: 'mara' } },
    ]);
  });

  it('takes the reason of the standing close from the issue where the event has none', () => {
    const list = events(
      { event: 'closed', created_at: at(1) },
      { event: 'reopened', created_at: at(2) },
      { event: 'closed', created_at: at(3) },
    );
    expect(changesIn(list, issue).map((c) => [c.kind, c.category])).toEqual([
      ['closed', 'done'],
      ['reopened', undefined],
      ['closed', 'dropped'],
    ]);
  });

  it('counts a duplicate as dropped, and trusts an event before the issue', () => {
    const list = events({ event: 'closed', state_reason: 'duplicate', created_at: at(1) });
    expect(changesIn(list, { ...issue, state_reason: 'completed' })[0]?.category).toBe('dropped');
  });

  it('puts changes in order of time and leaves out what is no change of ours', () => {
    const list = events(
      { event: 'reopened', created_at: at(3) },
      { event: 'labeled', created_at: at(2) },
      { event: 'transferred', created_at: at(1) },
    );
    expect(changesIn(list, issue).map((c) => c.kind)).toEqual(['moved', 'reopened']);
  });

  it('knows who closed it even where the list of events lags', () => {
    const closed_by = { id: '9', login: 'sam' };
    expect(standingClose({ ...issue, closed_by }, [])).toEqual({ by: closed_by, at: issue.closed_at });
    expect(
      standingClose({ ...issue, state: 'open' }, changesIn(events({ event: 'closed', created_at: at(1) }), issue)),
    ).toBeUndefined();
  });

  it('shows a deleted account as the ghost', () => {
    const list = events({ event: 'closed', actor: null, created_at: at(1) });
    expect(changesIn(list, issue)[0]?.by).toEqual({ id: '10137', login: 'ghost' });
  });
});
