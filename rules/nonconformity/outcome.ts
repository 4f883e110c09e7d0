import type { Words } from '../event.ts';
import { byText } from '../order.ts';
import type { PersonId } from '../programme.ts';
import { standsSince } from '../task/lateness.ts';
import type { TaskState, Verdict } from '../task/state.ts';
import { lastRead } from '../thread.ts';
import { earliest, type Instant, later } from '../time.ts';
import { type Action, currentActions, type NonconformityState } from './state.ts';

/** A time during which something stood; `until` is exclusive and missing while it stands. */
export interface Standing {
  from: Instant;
  until?: Instant;
}

/** How far a task of a nonconformity is, as the register knows it. */
export interface ActionOutcome {
  key: string;
  /** As drafted by `tasksOf`: `r1-a1`, `r1-effectiveness`. */
  slot: string;
  round: number;
  display: string;
  /** Of its ticket, once there is one. */
  number?: string;
  url?: string;
  /** From when on it was to be done. */
  opens?: Instant;
  stage: TaskState['stage'];
  /** When a complete hand-in or a waiver stood, by the tracker's instants: until it was rejected. */
  stood: Standing[];
  verified?: { by: PersonId; at: Instant };
  verdict?: Verdict;
  endedAt?: Instant;
  judged?: { verdict: 'effective' | 'ineffective'; by: PersonId; at: Instant; text: Words };
  /** The tracker's clock when its ticket was last read; a confirmed deletion counts. */
  readAt?: Instant;
  /** Somebody has to help before its ticket can be read or written. */
  blocked?: true;
  assignee: PersonId;
  implementers: PersonId[];
}

/** @param answered the tracker's clock when it last answered about the task's ticket. @returns what a nonconformity has to know of its task. */
export function actionOutcome(task: TaskState, answered?: Instant): ActionOutcome {
  const { terms, thread, stage, verdict, submission, verified, waived, endedAt, judged } = task;
  const ended = stage === 'ended' ? verdict : undefined;
  const readAt = lastRead(thread, answered);
  const done = ended === 'waived' ? waived : ended === 'verified' ? verified : undefined;
  return {
    key: terms.key,
    slot: terms.slot,
    round: 'nonconformity' in terms.origin ? terms.origin.round : 1,
    display: terms.display,
    ...(thread.ref && { number: thread.ref.number, url: thread.ref.url }),
    opens: terms.opens,
    stage,
    stood: standings(task),
    ...(done && { verified: { by: done.by, at: done.at } }),
    ...(ended && { verdict: ended }),
    ...(endedAt && { endedAt }),
    ...(judged && { judged }),
    ...(readAt && { readAt }),
    ...(thread.blocked && { blocked: true }),
    assignee: task.assignee,
    implementers: submission?.implementers ?? [],
  };
}

function standings(task: TaskState): Standing[] {
  const fell = task.rejections.flatMap((_, i) => fellBy(task, i));
  const from = standsSince(task);
  return from ? [...fell, { from }] : fell;
}

/** A waiver that was taken back counts from its own instant, unless a hand-in stood before it. */
function fellBy({ rejections, revivals = [] }: TaskState, i: number): Standing[] {
  const { handedIn, at: until } = rejections[i] as TaskState['rejections'][number];
  const waived = revivals.find(({ at, verdict }) => at === until && verdict === 'waived');
  const isRejected = rejections.slice(0, i).some((before) => before.handedIn === handedIn);
  const from = waived && (handedIn === undefined || isRejected) ? waived.endedAt : handedIn;
  return from ? [{ from, until }] : [];
}

/** @param before only actions agreed before it. @returns the outcomes of the present round's agreed actions, undefined for one that has no task yet. */
export function plannedOutcomes(
  state: NonconformityState,
  outcomes: ActionOutcome[],
  before?: Instant,
): (ActionOutcome | undefined)[] {
  const planned = plannedActions(state).filter(
    (a) => before === undefined || (a.approved !== undefined && a.approved < before),
  );
  return planned.map((a) => outcomes.find((o) => o.slot === slotOf(a.round, a.id)));
}

/** @returns the actions of the present round that were agreed. */
export function plannedActions(state: NonconformityState): Action[] {
  return currentActions(state).filter((a) => a.approved !== undefined);
}

/** @returns the slot of an action's task. */
export function slotOf(round: number, id: string): string {
  return `r${round}-${id}`;
}

/**
 * When the nonconformity stood resolved (domain, section 6): plan agreed, and every action handed in and not rejected; for no-action
 * from the agreement on. In order of time.
 * @param before actions agreed at or after it are left out: those added to a plan later do not bear on an earlier deadline.
 */
export function resolutions(state: NonconformityState, outcomes: ActionOutcome[], before?: Instant): Standing[] {
  const { agreed } = state.plan;
  if (!agreed) return [];
  const planned = plannedOutcomes(state, outcomes, before);
  if (planned.length === 0 && !state.noAction) return [];
  const all = planned.map((o) => o?.stood ?? []);
  return all
    .reduce<Standing[]>((spans, stood) => spans.flatMap((a) => stood.flatMap((b) => both(a, b))), [{ from: agreed.at }])
    .sort(byText(({ from }) => from));
}

/** @returns the span that holds the last moment before `instant`, if any. */
export function standingBefore(spans: Standing[], instant: Instant): Standing | undefined {
  return spans.find((s) => s.from < instant && (s.until === undefined || s.until >= instant));
}

function both(a: Standing, b: Standing): Standing[] {
  const from = later(a.from, b.from);
  const until = earliest(a.until, b.until);
  if (until !== undefined && until <= from) return [];
  return [{ from, ...(until && { until }) }];
}
