const mark = /<!-- dutybound:(\S+) -->\s*$/;

/** @returns a comment's body that carries its dedupe key as an invisible last line. */
export function marked(text: string, key: string): string {
  return `${text}\n\n<!-- dutybound:${key} -->`;
}

/** @returns the dedupe key at the end of a comment; the caller says whose comment it is: anybody can copy a mark. */
export function markOf(body: string): string | undefined {
  return mark.exec(body)?.[1];
}
