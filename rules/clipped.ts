/** A title or a name that somebody gives for the record, wherever it comes from. UTF-16 units. */
export const LONGEST_TITLE = 120;

/** @returns the text's first units, at most so many, and never half a character: that would be no text to a tracker or a database. */
export function beginning(text: string, longest: number): string {
  return text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
}

/** @returns the text, or as much of it as fits with a `…` at its end. */
export function clipped(text: string, longest: number): string {
  return text.length <= longest ? text : `${beginning(text, longest - 1).trimEnd()}…`;
}
