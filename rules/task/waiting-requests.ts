import { earliest, type Instant } from '../time.ts';
import { remindByWeek } from '../waiting-for-top.ts';
import { requestWaits } from '../wording/requests.ts';
import { openRequests, type What } from './open-requests.ts';
import { approvers } from './people.ts';
import type { TaskTurn } from './turn.ts';

/** Reminds of a later date or a waiver that waits for top management. @returns when that is due next. */
export function remindOfRequests(turn: TaskTurn): Instant | undefined {
  return earliest(...openRequests(turn.state).map((what) => remind(turn, what)));
}

function remind(turn: TaskTurn, what: What): Instant | undefined {
  const { state, org } = turn;
  const asked = state[what]?.at;
  if (asked === undefined) return undefined;
  const deciders = approvers(state, org, what).allowed;
  return remindByWeek(turn, { what, asked, deciders, notice: () => requestWaits(state, org, what) });
}
