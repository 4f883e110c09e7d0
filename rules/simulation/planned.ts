import { identityOf } from '../keys.ts';
import type { OccurrenceState } from '../occurrence-state.ts';
import { planUntil } from '../plan.ts';
import { plusMs } from '../time.ts';
import { type Invariant, invariant, type Life } from './life.ts';

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
  const submitted = new Map(
    tasks
      .filter((t) => t.terms.partOf === undefined)
      .flatMap((t) => ('occurrence' in t.terms.origin ? [[t.terms.origin.occurrence, t] as const] : [])),
  );
  const adrift = occurrences.flatMap(({ key, state }) => {
    if (isRecorded(state)) return [];
    const task = submitted.get(key);
    const limit = task?.hardLimit ?? state.hardLimit;
    const isInside = !limit || limit.at > plusMs(until, -OPENING_MS) || task?.stage === 'submitted';
    return isInside ? [] : [`${state.duty} of ${state.period} is open past its limit ${limit?.at}`];
  });
  return invariant('planned occurrences are recorded', `${planned.length} planned`, [...unopened, ...adrift]);
}

/** Missed is a mark for ever: what is done later does not undo it. */
function isRecorded({ state, missed }: OccurrenceState): boolean {
  return state !== 'open' || missed !== undefined;
}
