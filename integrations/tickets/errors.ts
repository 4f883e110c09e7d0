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
 * whole target; `refused` names fields or reasons in the tracker's words, `access` where one ticket is out of reach of an account that
 * may work in the target; `uncertain` is a create whose outcome cannot be found out.
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

/** The reason for which a call about one ticket is refused that the account may not touch, while it may work in the target. */
const OUT_OF_REACH = 'access';

/** A 403 about one ticket. By itself it does not tell whether the account lost that ticket or the whole target. */
export class Forbidden extends TrackerError {
  constructor(message: string) {
    super(message, { kind: 'unauthorised' });
  }

  /** @returns the error where it is about that ticket alone. @param target which the account may work in, as the tracker spells it. */
  ofTicket(target: string): TrackerError {
    const text = `${this.message.replace(/\.$/, '')}. This ticket is out of the account's reach, the rest of ${target} is not.`;
    return new TrackerError(text, { kind: 'refused', fields: [OUT_OF_REACH] });
  }
}

/** @returns whether the error is about one ticket that the account may not touch. */
export function isOutOfReach(error: unknown): boolean {
  return error instanceof TrackerError && error.fault.kind === 'refused' && error.fault.fields.includes(OUT_OF_REACH);
}
