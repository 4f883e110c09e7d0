import { approversOf } from '../audit/approvers.ts';
import { earliest, type Instant } from '../time.ts';
import { remindByWeek } from '../waiting-for-top.ts';
import { auditorWaits } from '../wording/audit.ts';
import { requestWaits } from '../wording/requests.ts';
import { openRequests, type What } from './open-requests.ts';
import { approvers } from './people.ts';
import type { TaskTurn } from './turn.ts';

/**
 * Reminds of a later date or a waiver that waits for top management, and of an auditor who took an audit over and waits for the lead.
 * @returns when that is due next.
 */
export function remindOfRequests(turn: TaskTurn): Instant | undefined {
  return earliest(...openRequests(turn.state).map((what) => remind(turn, what)), remindOfAuditor(turn));
}

function remind(turn: TaskTurn, what: What): Instant | undefined {
  const { state, org } = turn;
  const asked = state[what]?.at;
  if (asked === undefined) return undefined;
  const deciders = approvers(state, org, what).allowed;
  return remindByWeek(turn, { what, asked, deciders, notice: () => requestWaits(state, org, what) });
}

/** Until it is decided no finding of theirs counts, and the ladder chases them and not who decides. */
function remindOfAuditor(turn: TaskTurn): Instant | undefined {
  const { state, org } = turn;
  const { asked } = state.audit ?? {};
  if (!asked || state.stage !== 'open') return undefined;
  const deciders = approversOf(org, asked.person);
  const notice = () => auditorWaits(state, org, asked);
  return remindByWeek(turn, { what: 'auditor', asked: asked.at, deciders, unchased: true, notice });
}
