import { NoticeError } from '../integrations/notices/error.ts';
import { TrackerError } from '../integrations/tickets/errors.ts';

/** Errors whose messages repeat what was sent or received: texts of tickets, people's words and addresses. */
const REPEATING = ['TrackerError', 'NoticeError', 'SyntaxError', 'ZodError'];

/** What a line of the log says of an error. */
export interface Reason {
  error: string;
  /** What a tracker or channel did. */
  fault?: string;
}

/**
 * @returns what may stand in the log of an error: its kind, and its message unless that may repeat what stands in tickets or what people
 * wrote. The whole message of a tracker is kept in the register, for `status` and `show`.
 */
export function reasonOf(error: unknown): Reason {
  if (error instanceof TrackerError) return { error: 'TrackerError', fault: error.fault.kind };
  if (error instanceof NoticeError) return { error: 'NoticeError', fault: error.fault };
  if (!isError(error)) return { error: typeof error };
  // Temporal wraps what an activity threw, and keeps its class by name only.
  if (error.name === 'ActivityFailure' && 'cause' in error && error.cause) return reasonOf(error.cause);
  const name = 'type' in error && typeof error.type === 'string' ? error.type : error.name;
  return { error: REPEATING.includes(name) ? name : `${name}: ${error.message}` };
}

function isError(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'name' in error && 'message' in error;
}
