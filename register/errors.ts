/** What is wrong with a register, by what to do about it. */
export type RegisterFault =
  | 'missing'
  | 'unwritable'
  | 'unreachable'
  | 'not-a-register'
  | 'newer'
  | 'busy'
  | 'duplicate'
  | 'ambiguous'
  | 'unknown'
  | 'damaged'
  | 'misuse';

/** The only error that the register throws, {@link StreamConflict} apart. The message names the place and the next step. */
export class RegisterError extends Error {
  override readonly name = 'RegisterError';
  readonly fault: RegisterFault;

  constructor(fault: RegisterFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.fault = fault;
  }
}

/** A stream moved on between reading and writing: read again and decide again. */
export class StreamConflict extends Error {
  override readonly name = 'StreamConflict';
  readonly stream: string;
  readonly expected: number;
  readonly found: number;

  constructor(stream: string, expected: number, found: number) {
    super(`${stream}: expected version ${expected}, found ${found}: read it again and decide again`);
    this.stream = stream;
    this.expected = expected;
    this.found = found;
  }
}
