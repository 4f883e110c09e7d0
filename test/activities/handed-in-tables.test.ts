import { expect, it } from '@jest/globals';
import { requests } from '../../activities/tables/requests.ts';
import { tables } from '../../activities/tables.ts';
import type { Register } from '../../register/register.ts';
import { organisation } from '../rules/task/people.ts';
import { at, endOf, terms } from '../rules/task/terms.ts';

const org = organisation();
const now = at('05-10 10:00');
const task = (key: string, of: object, parts: object) => ({
  key,
  state: {
    ...{ terms: terms({ key, display: key, ...of }), stage: 'ended', assignee: 'sam', due: endOf('04-16') },
    ...{ extended: [], rejections: [], thread: { handled: [], heard: [] }, given: [], ...parts },
  },
});
const handedIn = (on: string) => ({ by: 'sam', at: at(on), items: [], implementers: ['sam'] });
const registerOf = (documented: object[], tasks: object[]) =>
  ({ loadRows: async (table: string) => (table === 'task' ? tasks : documented) }) as unknown as Register;

it('an action is late by when it was handed in, not by when that was verified; also while it is open', async () => {
  const action = (id: string, parts: object) => {
    const decided = { by: 'mara', at: at('04-01 10:00'), due: endOf('04-16') };
    return {
      state: {
        noun: 'action',
        id,
        from: 'MR-1',
        text: { text: 'x' },
        owner: 'sam',
        due: decided.due,
        decided,
        ...parts,
      },
    };
  };
  const done = { state: 'done', closed: { at: at('04-20 10:00'), by: 'mara', task: 'one' } };
  const documented = [action('MR-1-1', done), action('MR-1-2', { state: 'open' })];
  const tasks = [
    task(
      'one',
      { action: 'MR-1-1' },
      { verdict: 'verified', endedAt: at('04-20 10:00'), submission: handedIn('04-15 10:00') },
    ),
    task('two', { action: 'MR-1-2' }, { stage: 'open' }),
  ];
  expect(await tables.action?.rows({ register: registerOf(documented, tasks), org, now })).toMatchObject([
    { action: 'MR-1-1', closed: at('04-20 10:00'), late: false },
    { action: 'MR-1-2', closed: undefined, late: true },
  ]);
});

it('an item of a list that was sent back, and waived then, was not handed in', async () => {
  const line = (id: string) => ({ id, item: { text: id }, what: { text: id }, named: { text: 'Sam' }, owner: 'sam' });
  const list = {
    noun: 'request',
    id: 'l',
    title: { text: 'x' },
    duty: 'd',
    occurrence: 'o7',
    received: at('04-01 10:00'),
  };
  const sentBack = [{ by: 'mara', at: at('04-12 10:00'), reason: { text: 'x' }, handedIn: at('04-11 10:00') }];
  const tasks = [
    task('a', { slot: 'task/a' }, { verdict: 'waived', submission: handedIn('04-11 10:00'), rejections: sentBack }),
    task('b', { slot: 'task/b' }, { stage: 'submitted', submission: handedIn('04-13 10:00'), rejections: sentBack }),
  ];
  const lists = [{ state: { ...list, lines: [line('a'), line('b')] } }];
  expect(await requests.rows({ register: registerOf(lists, tasks), org, now })).toMatchObject([
    { item: 'a', state: 'waived', handed_in: '' },
    { item: 'b', state: 'submitted', handed_in: at('04-13 10:00') },
  ]);
});
