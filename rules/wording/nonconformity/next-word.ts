import { addresseesOf } from '../../ladder/addressees.ts';
import type { NonconformityState } from '../../nonconformity/state.ts';
import { type Organisation, topManagement } from '../../organisation.ts';
import type { PersonId } from '../../programme.ts';
import { onLevel } from '../../task/people.ts';
import type { Span } from '../../time.ts';
import { amountOf } from '../cadence.ts';
import { day } from '../phrases.ts';

/**
 * @returns when somebody hears next of a major: on the first rung that goes to them, of the plan as of the resolution, and top management in
 * any case once its deadline has passed; undefined for whom nothing is sent.
 */
export function nextOfMajor(state: NonconformityState, org: Organisation, to: PersonId): string | undefined {
  const after = firstRung(state, org, to);
  const isPlanned = state.plan.agreed !== undefined;
  const [plan, resolve] = [day(org, state.clocks.plan), day(org, state.clocks.resolve)];
  if (topManagement(org).includes(to) && (!after || after.n > 0))
    return isPlanned || !after
      ? `should it pass ${resolve}`
      : `should its plan be ${amountOf(after)} late, or it pass ${resolve}`;
  if (!after) return undefined;
  const what = isPlanned ? 'its resolution' : 'its plan or its resolution';
  if (after.n > 0) return `should ${what} be ${amountOf(after)} late`;
  if (after.n < 0) return `${amountOf({ ...after, n: -after.n })} before ${what} is due`;
  return isPlanned
    ? `should it not be resolved when that is due, ${resolve}`
    : `should its plan still be open when it is due, ${plan}, or its resolution, ${resolve}`;
}

/** How long after the due date the first rung is that goes to somebody. */
function firstRung({ terms, assignee }: NonconformityState, org: Organisation, to: PersonId): Span | undefined {
  const { ladder } = terms;
  const peopleAt = (level: Parameters<typeof onLevel>[1]) => onLevel(org, level, assignee);
  const chain = { peopleAt, delegatesOf: () => [] };
  const rungs = ladder.rungs.filter(({ from }) => from === 'due');
  return rungs.find((rung) => addresseesOf(ladder, rung, [], chain).to.includes(to))?.after;
}
