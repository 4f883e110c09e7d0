import { DatabaseError } from 'pg';
import { RegisterError, type RegisterFault } from '../../errors.ts';

/** Faults by SQLSTATE or its class (PostgreSQL, appendix A), with the next step. */
const known: Record<string, [fault: RegisterFault, next: string]> = {
  '08': ['unreachable', 'see whether the server runs'],
  '23505': ['duplicate', 'read again, it was written before'],
  '25006': ['unwritable', 'name the primary server, not a copy that can only be read'],
  '25P03': ['unreachable', 'the transaction stood still too long; try again'],
  '28': ['unwritable', 'check user and password of its address'],
  '3D000': ['missing', 'create the database, then run dutybound init'],
  '42501': ['unwritable', 'let this user use and create in the schema, and own its tables'],
  '53': ['unwritable', "check the server's free space, memory, and number of connections"],
  '55P03': ['busy', 'look for a process that hangs'],
  '57014': ['busy', 'a statement took too long; look for what keeps the server busy'],
  '57P': ['unreachable', 'the server was stopped or is starting; try again when it runs'],
  XX: ['unwritable', "read the server's log; a damaged database must be restored"],
};

/** @returns a RegisterError for what the server said of itself; other errors unchanged. */
export function translate(error: unknown, place: string): unknown {
  if (!(error instanceof DatabaseError)) return error;
  const { code = '', message } = error;
  const found = known[code] ?? known[code.slice(0, 3)] ?? known[code.slice(0, 2)];
  if (!found) return error;
  const [fault, next] = found;
  const where = fault === 'duplicate' ? message : `the register at ${place} (${message})`;
  return new RegisterError(fault, `${where}: ${next}`, error);
}

/** @returns what went wrong on a connection: the server's own word, or that there was none. */
export function connectionError(error: unknown, place: string): unknown {
  if (error instanceof DatabaseError) return translate(error, place);
  return new RegisterError(
    'unreachable',
    `the register at ${place} does not answer (${whyOf(error)}): see whether the server runs and the address is right`,
    error,
  );
}

/** Node gives several addresses tried an empty message. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ('code' in error ? String(error.code) : error.name);
}
