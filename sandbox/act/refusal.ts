export type ActRefusalKind = 'not-found' | 'not-allowed' | 'invalid';

/** Somebody tried what they may not do, or named what is not there. */
export class ActRefusal extends Error {
  readonly kind: ActRefusalKind;

  constructor(kind: ActRefusalKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
