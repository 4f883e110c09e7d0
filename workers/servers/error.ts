/** An embedded server that is missing, does not start, or whose folder cannot be used. The message carries the next step. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
}
