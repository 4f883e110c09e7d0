import type { TicketRef } from '../../rules/ticket.ts';
import type { Instant } from '../../rules/time.ts';

/** What went wrong at a tracker, by what to do about it. */
export type TrackerFault =
  | { kind: 'unreachable' }
  | { kind: 'rate-limited'; until: Instant }
  | { kind: 'unauthorised' }
  | { kind: 'refused'; fields: string[] }
  | { kind: 'gone' }
  | { kind: 'uncertain' };

/**
 * The only error that a tracker adapter throws. `unreachable` covers unknown outcomes of writes; `unauthorised` is no access to the
 * whole target; `refused` names fields or reasons in the tracker's words; `uncertain` is a create whose outcome cannot be found out.
 * The message carries the place and the tracker's answer, never a secret.
 */
export class TrackerError extends Error {
  override readonly name = 'TrackerError';
  readonly fault: TrackerFault;
  /** A ticket that was opened all the same, and when the tracker says so: people see it, and it is to be followed. */
  readonly opened: { ref: TicketRef; at: Instant } | undefined;

  constructor(message: string, fault: TrackerFault, opened?: { ref: TicketRef; at: Instant }) {
    super(message);
    this.fault = fault;
    this.opened = opened;
  }
}
