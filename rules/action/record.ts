import { byPerson } from '../actor.ts';
import { type Brought, broughtAlong } from '../brought.ts';
import { documentedId, documentedStream, jsonOf, type NewEvent, textOf, type Words } from '../event.ts';
import type { PersonId } from '../programme.ts';
import type { DecidedAction, TaskState } from '../task/state.ts';
import { undoneBetween } from '../task/undone.ts';
import type { Deadline, Instant, LocalDate } from '../time.ts';

/** An action that a management review (9.3.3) or an adopted improvement (10.1) decided, followed to its closing. */
export interface Action {
  noun: 'action';
  /** The id of what decided it, and a number: `MR-7K2-1`. */
  id: string;
  /** What decided it: `MR-7K2`. */
  from: string;
  text: Words;
  owner: PersonId;
  due: Deadline;
  /** By whom: of what was brought along only where its file says it. */
  decided: { by?: PersonId; at: Instant; due: Deadline };
  state: 'open' | 'done' | 'waived';
  /** Its ticket, none of what was closed before it was brought along; `on`: of that the day as its file says it. */
  closed?: { at: Instant; on?: LocalDate | Instant; by?: PersonId; task: string };
  brought?: Brought;
}

/** What the log keeps of an action. */
interface ActionEvents {
  /** What was brought along may have been given another day since it was decided. */
  decided: DecidedAction & { from: string; by?: PersonId; asDecided?: Deadline; brought?: Brought };
  moved: { owner: PersonId; due: Deadline };
  closed: { how: 'done' | 'waived'; task: string; by?: PersonId; on?: LocalDate | Instant };
  reopened: Record<string, never>;
}

/** @returns the event by which an action's record begins. */
export function actionDecided(id: string, from: string, by: PersonId, at: Instant, action: DecidedAction): NewEvent {
  return event(id, 'decided', { ...action, from, by }, at, byPerson(by));
}

/** An action as it was kept before. */
export interface BroughtAction extends DecidedAction {
  id: string;
  from: string;
  /** By when it was to be done as it was decided, where that is another day. */
  asDecided?: Deadline;
  decided: { by?: PersonId; at: Instant };
  closed?: { how: 'done' | 'waived'; at: Instant; on: LocalDate | Instant; by?: PersonId };
  brought: Brought;
}

/** @returns the record of an action that is brought along: decided when the file says, and closed, where it was. @param actor who brings it. */
export function actionBrought({ id, decided, closed, ...action }: BroughtAction, actor: string): NewEvent[] {
  return [
    event(id, 'decided', { ...action, ...(decided.by && { by: decided.by }) }, decided.at, actor),
    ...(closed
      ? [
          event(
            id,
            'closed',
            { how: closed.how, task: '', on: closed.on, ...(closed.by && { by: closed.by }) },
            closed.at,
            actor,
          ),
        ]
      : []),
  ];
}

/** @returns what happened to the action that a task carries out, between two states of the task. */
export function actionMeanwhile(before: TaskState, after: TaskState): NewEvent[] {
  const { action: id, display } = after.terms;
  if (id === undefined) return [];
  const events: NewEvent[] = [];
  const { assignee: owner, due, endedAt, verified, waived } = after;
  if (before.assignee !== owner || before.due.at !== due.at) {
    events.push(event(id, 'moved', { owner, due }, movedAt(before, after)));
  }
  const undone = undoneBetween(before, after);
  if (undone) events.push(event(id, 'reopened', {}, undone.at));
  if (after.stage === 'ended' && (before.stage !== 'ended' || undone) && endedAt) {
    const how = after.verdict === 'waived' ? 'waived' : 'done';
    const by = (how === 'waived' ? waived : verified)?.by;
    events.push(event(id, 'closed', { how, task: display, ...(by && { by }) }, endedAt));
  }
  return events;
}

/** When the last of what moved it happened. */
function movedAt(before: TaskState, { terms, thread, ...after }: TaskState): Instant {
  const at = [
    ...(after.formerly ?? []).slice(before.formerly?.length).map(({ until }) => until),
    ...after.extended.slice(before.extended.length).map((e) => e.at),
    ...(after.revivals ?? []).slice(before.revivals?.length).map((r) => r.at),
  ];
  return at.sort().at(-1) ?? thread.openedAt ?? terms.opens;
}

function event<K extends keyof ActionEvents>(
  id: string,
  kind: K,
  body: ActionEvents[K],
  at: Instant,
  actor = 'engine',
): NewEvent {
  return { stream: documentedStream('action', id), kind, actor, at, body: jsonOf(body) };
}

/**
 * The fold of an action.
 * @throws Error if the stream does not begin with `decided`.
 */
export function evolveAction(state: Action | undefined, recorded: NewEvent): Action {
  const { kind, at, stream } = recorded;
  if (kind === 'decided') {
    const { owner, due, text, from, by, asDecided, brought } = recorded.body as unknown as ActionEvents['decided'];
    const id = documentedId(stream);
    const decided = { ...(by && { by }), at, due: asDecided ?? due };
    return { noun: 'action', id, from, text, owner, due, decided, state: 'open', ...(brought && { brought }) };
  }
  if (!state) throw new Error(`Stream ${stream} begins with ${kind}, not with decided: the log is damaged.`);
  if (kind === 'moved') return { ...state, ...(recorded.body as unknown as ActionEvents['moved']) };
  if (kind === 'reopened') {
    const { closed: _, ...rest } = state;
    return { ...rest, state: 'open' };
  }
  if (kind !== 'closed') return state;
  const { how, ...closed } = recorded.body as unknown as ActionEvents['closed'];
  return { ...state, state: how, closed: { ...closed, at } };
}

/**
 * @param late as `isLate` has it; without it, by when it was closed, nothing of what is open.
 * @returns the action's line: who owes what by when, and what came of it (9.3.3; actions to closure).
 */
export function actionRow({ id, from, text, owner, due, decided, state, closed, brought }: Action, late?: boolean) {
  return {
    action: id,
    from,
    text: textOf(text),
    owner,
    decided_by: decided.by,
    decided: brought?.on ?? decided.at,
    due_as_decided: dayOf(decided.due),
    due: dayOf(due),
    state,
    closed: closed?.on ?? closed?.at,
    closed_by: closed?.by,
    late: late ?? (closed ? closed.at >= due.at : undefined),
    task: closed?.task,
    brought_along: broughtAlong({ ...(brought && { brought }) }),
  };
}

function dayOf({ date, at }: Deadline): string {
  return date ?? at;
}
