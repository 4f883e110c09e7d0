import type { Reason, Ticket } from '../store/model.ts';
import { closeTicket, reopenTicket } from '../store/tickets.ts';
import type { Call } from './call.ts';
import { optionalText } from './input.ts';
import { invalid } from './refusal.ts';

const reasons: readonly Reason[] = ['completed', 'not_planned', 'duplicate'];

export interface WantedState {
  readonly state: 'open' | 'closed' | undefined;
  readonly reason: Reason;
}

/** The `state` and `state_reason` of the body. 422 if they are other than GitHub's words. */
export function stateIn(call: Call): WantedState {
  const state = optionalText(call, 'Issue', 'state');
  if (state !== undefined && state !== 'open' && state !== 'closed') throw invalid('Issue', 'state', 'invalid');
  const given = call.body.state_reason ?? 'completed';
  const reason = reasons.find((each) => each === given);
  if (!reason && given !== 'reopened') throw invalid('Issue', 'state_reason', 'invalid');
  return { state, reason: reason ?? 'completed' };
}

/** Closes or reopens; the reason counts only where the state changes. Whether it did. */
export function changeState(call: Call, ticket: Ticket, wanted: WantedState): boolean {
  if (wanted.state === undefined || wanted.state === ticket.state) return false;
  if (wanted.state === 'closed') closeTicket(call.store, call.person, ticket, wanted.reason);
  else reopenTicket(call.store, call.person, ticket);
  return true;
}
