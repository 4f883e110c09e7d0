import { expect, it } from '@jest/globals';
import { seeWhole } from '../../activities/steps/see-whole.ts';
import type { Reads } from '../../register/register.ts';
import { actionOutcome } from '../../rules/nonconformity/outcome.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { rules } from '../rules/task/rules.ts';
import { at } from '../rules/task/terms.ts';
import { world } from '../rules/task/world.ts';

const answered = at('05-01 00:05');
const { state: whole, org } = world(rules, {
  terms: { whole: { share: 100, of: ['person', 'people'], unasked: [] } },
});

/** When a whole takes its one part to have been read, whose ticket was asked for just after the limit. */
async function readAt(gone?: TaskState['thread']['gone']): Promise<string | undefined> {
  const { state } = world(rules);
  const thread = { ...state.thread, ...(gone && { gone }) };
  const part = { ...state, terms: { ...state.terms, key: 'p1', partOf: whole.terms.key }, thread };
  const tasksOf = async () => [{ state: part, hints: { read_at: answered } }];
  const { parts } = await seeWhole({ tasksOf } as unknown as Reads, whole, org);
  return parts?.[0]?.readAt;
}

it('a part whose ticket was not found was not read by that', async () => {
  expect(await readAt()).toBe(answered);
  expect(await readAt({ reason: 'hidden', since: answered })).toBeUndefined();
});

it('a part that is blocked is known to be so', async () => {
  const { state } = world(rules);
  const thread = { ...state.thread, blocked: { why: { text: 'closed' }, since: answered } };
  const part = { ...state, terms: { ...state.terms, key: 'p1', partOf: whole.terms.key }, thread };
  const tasksOf = async () => [{ state: part, hints: {} }];
  expect((await seeWhole({ tasksOf } as unknown as Reads, whole, org)).parts).toMatchObject([{ blocked: true }]);
  const readable = { ...part, thread: state.thread };
  const readables = async () => [{ state: readable, hints: {} }];
  const [seen] = (await seeWhole({ tasksOf: readables } as unknown as Reads, whole, org)).parts ?? [];
  expect(seen).not.toHaveProperty('blocked');
  expect(actionOutcome(part)).toMatchObject({ blocked: true });
});
