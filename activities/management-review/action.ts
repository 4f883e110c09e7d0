import type { RecordName } from '../../register/records.ts';
import type { Tx } from '../../register/register.ts';
import { actionDecided } from '../../rules/action/record.ts';
import { keyOf } from '../../rules/keys.ts';
import { reviewAction } from '../../rules/management-review/action-task.ts';
import { actionId } from '../../rules/management-review/minutes.ts';
import type { Organisation } from '../../rules/organisation.ts';
import { type TaskState, taskStream } from '../../rules/task/state.ts';
import type { ActionCall } from '../../rules/task/turn.ts';
import type { Instant } from '../../rules/time.ts';
import { freeDisplay } from '../stage.ts';

/** Opens the task of an action that a signed review decided, and begins its record; once. @returns it, undefined if it is there already. */
export async function openAction(
  tx: Tx,
  org: Organisation,
  review: TaskState,
  { nth, action, at }: ActionCall,
  now: Instant,
): Promise<RecordName | undefined> {
  const { display } = review.terms;
  const id = actionId(display, nth);
  const key = keyOf({
    instance: org.programme.instance,
    duty: '',
    period: review.terms.key,
    cause: 'management-review',
    slot: `action/${nth}`,
  });
  if (await tx.load('task', key)) return undefined;
  const { terms, assignee } = reviewAction(org, review, id, action, at);
  const named = await freeDisplay(tx, 'action', key);
  const body = JSON.parse(JSON.stringify({ terms: { ...terms, key, display: named }, assignee }));
  await tx.append([
    actionDecided(id, display, action.by, at, action),
    { stream: taskStream(key), kind: 'planned', actor: 'engine', at: now, body },
  ]);
  await tx.hint('task', key, { wake_at: now });
  return { table: 'task', key };
}
