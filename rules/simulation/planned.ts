import { identityOf } from '../keys.ts';
import type { OccurrenceState } from '../occurrence-state.ts';
import { planUntil } from '../plan.ts';
import type { TaskState } from '../task/state.ts';
import { type Deadline, plusMs } from '../time.ts';
import { amount } from '../wording/phrases.ts';
import { type Invariant, invariant, type Life } from './life.ts';
import { owedIn } from './looked-at.ts';

/** The planner has an hour to open what came due. ms. */
const OPENING_MS = 3_600_000;

/** Every planned occurrence was opened, and ended in a recorded state, or is open inside its limit (domain, sections 3 and 4). */
export function plannedIsRecorded(life: Life): Invariant {
  const { org, applied, occurrences, tasks, from, until } = life;
  const known = new Map(occurrences.map(({ key, state }) => [identityOf(state), { key, state }]));
  const nothing = { applied, identities: new Set<string>() };
  const planned = planUntil(org.programme, org.calendar, nothing, from, plusMs(until, -OPENING_MS));
  const unopened = planned
    .filter((o) => !known.has(identityOf(o)))
    .map((o) => `${o.duty} of ${o.period} was not opened`);
  const unfinished = unfinishedOf(tasks);
  const end = plusMs(until, -OPENING_MS);
  const adrift = occurrences.flatMap(({ key, state }) => {
    if (isRecorded(state)) return [];
    const passed = limitsOf(state, unfinished.get(key) ?? [], tasks).find((limit) => limit && limit.at <= end);
    return passed ? [`${state.duty} of ${state.period} is open past its limit ${passed.at}`] : [];
  });
  const looked = `${amount(owedIn(life).length, 'occurrence')} owed, ${planned.length} of them planned`;
  return invariant('planned occurrences are recorded', looked, [...unopened, ...adrift]);
}

/** Missed is a mark for ever: what is done later does not undo it. */
function isRecorded({ state, missed }: OccurrenceState): boolean {
  return state !== 'open' || missed !== undefined;
}

/** @returns the tasks that have not ended, by occurrence; what is a part of another task is judged with it. */
function unfinishedOf(tasks: TaskState[]): Map<string, TaskState[]> {
  const found = new Map<string, TaskState[]>();
  for (const task of tasks) {
    const { origin, partOf } = task.terms;
    if (!('occurrence' in origin) || partOf !== undefined || task.stage === 'ended') continue;
    found.set(origin.occurrence, [...(found.get(origin.occurrence) ?? []), task]);
  }
  return found;
}

/**
 * What was handed in waits to be verified, however long, and so does what is done in parts for those of them that were handed in before its
 * limit; between two of its stages an occurrence has its own limit.
 */
function limitsOf({ hardLimit }: OccurrenceState, unfinished: TaskState[], all: TaskState[]): (Deadline | undefined)[] {
  if (unfinished.length === 0) return [hardLimit];
  const open = unfinished.filter(({ stage }) => stage !== 'submitted');
  return open.map((task) => {
    const limit = task.hardLimit ?? hardLimit;
    const parts = all.filter(({ terms, stage }) => terms.partOf === task.terms.key && stage === 'submitted');
    return parts.some(({ submission }) => limit && submission && submission.at < limit.at) ? undefined : limit;
  });
}
