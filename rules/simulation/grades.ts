import type { NonconformityState } from '../nonconformity/state.ts';
import { type Instant, msBetween, plusMs } from '../time.ts';
import { type Invariant, invariant, type Life } from './life.ts';

/** A deadline is judged within so long. ms. */
const JUDGED_MS = 7_200_000;

/** No minor nonconformity past its effective deadline stayed minor: it turned major at that instant (domain, section 6). */
export function noMinorPastItsDeadline({ found, until }: Life): Invariant {
  const faults = found.flatMap((state) => [...stayedMinor(state, until), ...turnedLate(state)]);
  return invariant(
    'no minor past its deadline stayed minor',
    `${found.length} ${found.length === 1 ? 'nonconformity' : 'nonconformities'}`,
    faults,
  );
}

function stayedMinor({ terms, grade, clocks, resolved, closed }: NonconformityState, until: Instant): string[] {
  const deadline = clocks.resolve.at;
  const ended = resolved?.at ?? closed?.at;
  const isPast = ended === undefined ? deadline <= plusMs(until, -JUDGED_MS) : ended >= deadline;
  return grade === 'minor' && isPast ? [`${terms.display} is minor, its deadline was ${deadline}`] : [];
}

/** Noticed at once, and dated by the deadline. */
function turnedLate({ terms, grades }: NonconformityState): string[] {
  return grades
    .filter(({ rule }) => rule === 'nc.minor.overdue')
    .flatMap(({ at, noticed, deadline }) => {
      if (deadline && at !== deadline.at) return [`${terms.display} turned major at ${at}, not at ${deadline.at}`];
      return msBetween(at, noticed) > JUDGED_MS
        ? [`${terms.display} turned major at ${at}, noticed at ${noticed}`]
        : [];
    });
}
