import { personOf } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { assignment, putBack } from '../task/tampering.ts';
import { record, type TaskTurn } from '../task/turn.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import { say } from '../turn.ts';
import { approvalAsked, barredComment } from '../wording/audit.ts';
import { approversOf } from './approvers.ts';
import { isCleared, noteCheck, scopeOf, standAgainst } from './auditor.ts';
import { tellBarred } from './refused.ts';

/**
 * An audit reassigned in the tracker: whoever may not audit it is put back, and lead and top management are told; whoever may takes it
 * over, and audits once the compliance lead approved (domain, section 5).
 * @param upTo takes over only what was reassigned by then.
 */
export function takeOver(turn: TaskTurn, ticket: Ticket, upTo?: Instant): void {
  const { state, org } = turn;
  const standing = ticket.assignees.map((a) => personOf(org, ticket.ref.tracker, a));
  const to = standing.find((p) => p !== undefined);
  if (standing.includes(state.assignee) || !to) return assignment(turn, ticket, { upTo, since: ticket.asOf });
  const change = ticket.changes.findLast((c) => c.kind === 'assigned');
  const at = change?.at ?? ticket.asOf;
  const cause = `taken-over:${change?.id ?? 'never'}`;
  if (state.thread.handled.includes(cause) || (upTo !== undefined && at > upTo)) return;
  const check = { person: to, because: 'reassigned', rows: scopeOf(state), at } as const;
  const against = standAgainst(turn, to, check.rows, at);
  noteCheck(turn, check, against, cause);
  if (against.length > 0) {
    putBack(turn, ticket);
    say(turn, `auditor:${cause}`, barredComment(turn.state, org, to, against));
    return tellBarred(turn, to, against);
  }
  assignment(turn, ticket, { upTo, since: ticket.asOf });
  if (isCleared(turn.state, to)) return;
  record(turn, 'auditor-asked', { person: to, of: approversOf(org, to) }, at);
  askForAuditor(turn, to, cause);
}

/** Asks whether somebody may audit what they took over. */
export function askForAuditor(turn: TaskTurn, person: PersonId, cause: string): void {
  const of = approversOf(turn.org, person);
  say(turn, `auditor:${cause}`, approvalAsked(turn.state, turn.org, person, of), { told: of, asks: true });
}
