import { describe, expect, it } from '@jest/globals';
import { categoryOf } from '../../../../integrations/tickets/jira/category.ts';
import { changesIn, standingClose } from '../../../../integrations/tickets/jira/history.ts';
import { type History, type Issue, issueShape } from '../../../../integrations/tickets/jira/shapes.ts';

const terms = { status: {}, resolution: { dropped: '10001' } };
const categories = new Map([
  ['1', 'new'],
  ['2', 'indeterminate'],
  ['3', 'done'],
  ['4', 'done'],
]);

function issueIn(status: string, resolution?: string): Issue {
  return issueShape.parse({
    id: '10088',
    key: 'ISMS-88',
    fields: {
      summary: 'x',
      status: { id: status, statusCategory: { key: categories.get(status) } },
      resolution: resolution === undefined ? null : { id: resolution },
      issuetype: { id: '10002', subtask: false },
      project: { id: '1', key: 'ISMS' },
      creator: { accountId: 'bot' },
      created: '2027-04-01T07:00:00.000+0000',
      updated: '2027-04-12T07:00:00.000+0000',
    },
  });
}

let last = 0;
function entry(at: string, who: string, ...items: [string, string | null, string | null][]): History {
  const named = items.map(([field, from, to]) => ({ field, from, to }));
  last += 1;
  return { id: String(last), author: { id: who, login: who }, created: `2027-04-${at}:00.000Z`, items: named };
}

describe("an issue's history", () => {
  it('tells what crossed a category, whatever came before, newest first or not', () => {
    const histories = [
      entry('02T07:00', 'sam', ['status', '1', '2']),
      entry('03T07:00', 'sam', ['resolution', null, '10000'], ['status', '2', '3']),
      entry('04T07:00', 'mara', ['status', '3', '2'], ['resolution', '10000', null]),
      entry('05T07:00', 'mara', ['status', '2', '3'], ['resolution', null, '10001']),
    ];
    const issue = issueIn('3', '10001');
    const changes = changesIn(terms, histories.toReversed(), issue, categories);
    expect(changes.map(({ kind, by, category }) => [kind, by.id, category])).toEqual([
      ['closed', 'sam', 'done'],
      ['reopened', 'mara', undefined],
      ['closed', 'mara', 'dropped'],
    ]);
    expect(standingClose('dropped', issue, changes)).toEqual({
      by: { id: 'mara', login: 'mara' },
      at: '2027-04-05T07:00:00.000Z',
    });
    expect(standingClose('open', issue, changes)).toBeUndefined();
  });

  it('a resolution set afterwards closes it in another way', () => {
    const histories = [
      entry('03T07:00', 'sam', ['status', '1', '3']),
      entry('04T07:00', 'mara', ['resolution', '10000', '10001']),
    ];
    const changes = changesIn(terms, histories, issueIn('3', '10001'), categories);
    expect(changes.map(({ kind, category }) => [kind, category])).toEqual([
      ['closed', 'done'],
      ['closed', 'dropped'],
    ]);
  });

  it('a way from one closed status to another, and other fields, are no change', () => {
    const histories = [
      entry('03T07:00', 'sam', ['status', '3', '4']),
      entry('04T07:00', 'sam', ['duedate', null, '2027-04-16'], ['labels', null, null]),
    ];
    expect(changesIn(terms, histories, issueIn('4'), categories)).toEqual([]);
  });

  it('a status that nobody knows any more is none that is closed', () => {
    const changes = changesIn(terms, [entry('03T07:00', 'sam', ['status', '77', '3'])], issueIn('3'), categories);
    expect(changes.map(({ kind }) => kind)).toEqual(['closed']);
  });

  it('who was given it, who had it, and that it was moved', () => {
    const histories = [
      entry('02T07:00', 'mara', ['assignee', null, 'sam']),
      entry('03T07:00', 'sam', ['assignee', 'sam', 'mara']),
      entry('04T07:00', 'sam', ['project', '1', '2'], ['Key', null, null]),
    ];
    const changes = changesIn(terms, histories, issueIn('1'), categories);
    expect(changes.map(({ kind, account }) => [kind, account?.id])).toEqual([
      ['assigned', 'sam'],
      ['unassigned', 'sam'],
      ['assigned', 'mara'],
      ['moved', undefined],
    ]);
    expect(new Set(changes.map(({ id }) => id)).size).toBe(4);
  });

  it('opened closed, its creator closed it then', () => {
    const { by, at } = standingClose('done', issueIn('3'), []) ?? {};
    expect([by?.id, at]).toEqual(['bot', '2027-04-01T07:00:00.000Z']);
  });
});

describe('the category of an issue', () => {
  const at = (status: string, resolution?: string) => ({ status, category: categories.get(status), resolution });

  it('goes by configured ids first', () => {
    const configured = { status: { open: '3', done: '2', dropped: '4' }, resolution: {} };
    expect(['1', '2', '3', '4'].map((id) => categoryOf(configured, at(id)))).toEqual([
      'open',
      'done',
      'open',
      'dropped',
    ]);
  });

  it('then by the status’s category, and is dropped by the configured resolution alone', () => {
    expect(['1', '2', '3'].map((id) => categoryOf(terms, at(id, '10001')))).toEqual(['open', 'open', 'dropped']);
    expect([undefined, '10000', '10002'].map((id) => categoryOf(terms, at('3', id)))).toEqual(['done', 'done', 'done']);
  });

  it('is told by the resolution where one status stands for both', () => {
    const one = { status: { done: '3', dropped: '3' }, resolution: { dropped: '10001' } };
    expect([undefined, '10001'].map((id) => categoryOf(one, at('3', id)))).toEqual(['done', 'dropped']);
  });

  it('is open in a status of a category that is not known', () => {
    expect(categoryOf(terms, { status: '9', category: 'undefined', resolution: '10001' })).toBe('open');
  });
});
