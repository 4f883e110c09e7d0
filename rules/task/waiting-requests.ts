import { hearsByWeek } from '../organisation.ts';
import { earliest, type Instant, plusMs, WEEK_MS, weeksBetween } from '../time.ts';
import { notify } from '../turn.ts';
import { requestWaits } from '../wording/requests.ts';
import { approvers } from './people.ts';
import { openRequests, type What } from './requests.ts';
import type { TaskTurn } from './turn.ts';

/** Of a decision that waits for longer, top management is reminded in its week's digest (contact rule 9). ms. */
export const TOP_DECIDES_MS = 2 * WEEK_MS;

/**
 * A later date or a waiver that top management was asked for in the ticket, and that nobody decided in two weeks, stands in its digest,
 * each week anew. @returns when that is due next.
 */
export function remindOfRequests(turn: TaskTurn): Instant | undefined {
  return earliest(...openRequests(turn.state).map((what) => remind(turn, what)));
}

function remind(turn: TaskTurn, what: What): Instant | undefined {
  const { state, org, now } = turn;
  const asked = state[what]?.at;
  const top = approvers(state, org, what).allowed.filter((person) => hearsByWeek(org, person));
  if (state.stage !== 'open' || asked === undefined || top.length === 0) return undefined;
  const from = plusMs(asked, TOP_DECIDES_MS);
  if (now < from) return from;
  const week = weeksBetween(from, now);
  const { subject, lines, chase } = requestWaits(state, org, what);
  for (const person of top)
    notify(turn, person, `request:${what}:${asked}:${week}`, subject, lines, { digest: true, chase });
  return plusMs(from, (week + 1) * WEEK_MS);
}
