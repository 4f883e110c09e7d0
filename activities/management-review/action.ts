import type { RecordName } from '../../register/records.ts';
import type { Tx } from '../../register/register.ts';
import { actionBrought, actionDecided, type BroughtAction } from '../../rules/action/record.ts';
import { broughtActionKey, keyOf } from '../../rules/keys.ts';
import { broughtAction, reviewAction } from '../../rules/management-review/action-task.ts';
import { actionId } from '../../rules/management-review/minutes.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { PersonId } from '../../rules/programme.ts';
import type { TaskDraft, TaskState } from '../../rules/task/state.ts';
import type { ActionCall } from '../../rules/task/turn.ts';
import type { Instant } from '../../rules/time.ts';
import { planTask } from '../plan-task.ts';

/** Their display ids begin with it. */
const ACTION = 'action';

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
  const decided = actionDecided(id, display, action.by, at, action);
  return planTask(tx, { key, name: ACTION }, () => reviewAction(org, review, id, action, at), now, {
    before: [decided],
  });
}

/** Opens the task of an action that was kept before, and begins its record. @returns its name and its task. */
export async function openBroughtAction(
  tx: Tx,
  org: Organisation,
  action: BroughtAction,
  { by, actor, version }: { by: PersonId; actor: string; version: number },
  now: Instant,
): Promise<{ name: RecordName; draft: TaskDraft; recorded: number }> {
  const draft = broughtAction(org, version, by, action, now);
  const record = actionBrought(action, actor);
  const key = broughtActionKey(org.programme.instance, action.id);
  await planTask(tx, { key, name: ACTION }, () => draft, now, { before: record });
  return { name: { table: 'task', key }, draft, recorded: record.length + 1 };
}
