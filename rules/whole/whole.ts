/** What a whole needs of its parts. */
export interface Whole {
  /** How many of them have to be done, in percent. */
  share: number;
  /** What they are called, one and several: `person`, `people`. */
  of: [one: string, several: string];
  /** Those that count and could not be asked, for want of an account. */
  unasked: string[];
}
