import { describe, expect, it } from '@jest/globals';
import { answerPuzzle } from '../../rules/answers.ts';
import { emptyThread, evolveThread, type Thread } from '../../rules/thread.ts';
import type { Turn } from '../../rules/turn.ts';
import { organisation } from './task/people.ts';
import { at } from './task/terms.ts';

const turnOf = (): Turn<{ thread: Thread }> => ({
  ...{ key: 'k7', display: 'AR-7K2', stream: 'task/k7', org: organisation({}), now: at('04-14 10:00'), version: 1 },
  evolve: ({ thread }, event) => ({ thread: evolveThread(thread, event) }),
  ...{ state: { thread: emptyThread }, events: [], effects: [] },
});
const typo = {
  at: at('04-14 09:00'),
  account: { id: '77', login: 'sam-okoro' },
  kind: 'unknown',
  word: 'wiave',
} as const;

describe('an answer', () => {
  it('names the person who wrote what it answers', () => {
    const turn = turnOf();
    answerPuzzle(turn, { ...typo, id: 'c1', by: 'sam' });
    expect(turn.events).toMatchObject([{ kind: 'answered', actor: 'engine', body: { cause: 'c1', by: 'sam' } }]);
    expect(turn.events[0]?.body.account).toBeUndefined();
  });

  it('names the account of a stranger, also where nothing is said again', () => {
    const turn = turnOf();
    for (const id of ['c1', 'c2']) answerPuzzle(turn, { ...typo, id });
    expect(turn.events.map(({ body: { cause, account, by } }) => [cause, account, by])).toEqual([
      ['puzzle:c1', '77', undefined],
      ['c1', '77', undefined],
      ['c2', '77', undefined],
    ]);
    expect(turn.state.thread.handled).toEqual(['puzzle:c1', 'c1', 'c2']);
  });
});
