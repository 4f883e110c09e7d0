import { leads, topManagement } from '../organisation.ts';
import { earliest, type Instant, msBetween, plusMs } from '../time.ts';
import { notify } from '../turn.ts';
import { requestWaits } from '../wording/requests.ts';
import { approvers } from './people.ts';
import { openRequests, type What } from './requests.ts';
import type { TaskTurn } from './turn.ts';

/** Of a decision that waits for longer, top management is reminded in its week's digest (contact rule 9). ms. */
export const TOP_DECIDES_MS = 14 * 86_400_000;
const WEEK = 604_800_000;

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
  const top = approvers(state, org, what).allowed.filter(
    (person) => topManagement(org).includes(person) && !leads(org).includes(person),
  );
  if (state.stage !== 'open' || asked === undefined || top.length === 0) return undefined;
  const from = plusMs(asked, TOP_DECIDES_MS);
  if (now < from) return from;
  const week = Math.floor(msBetween(from, now) / WEEK);
  const { subject, lines, chase } = requestWaits(state, org, what);
  for (const person of top)
    notify(turn, person, `request:${what}:${asked}:${week}`, subject, lines, { digest: true, chase });
  return plusMs(from, (week + 1) * WEEK);
}
