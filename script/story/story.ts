/** One line of the story: seconds since the start, and what was seen. */
interface Line {
  at: number;
  text: string;
}

export interface Story {
  readonly lines: Line[];
  /** Tells what was just seen, in one line. */
  tell(text: string): void;
}

const LONGEST = 220;

/** A story that starts now. @param print receives each line as it is told. */
export function startStory(print: (line: string) => void): Story {
  const start = performance.now();
  const lines: Line[] = [];
  return {
    lines,
    tell(text) {
      const at = Math.round((performance.now() - start) / 100) / 10;
      lines.push({ at, text });
      print(`${at.toFixed(1).padStart(5)} s  ${text}`);
    },
  };
}

/** @returns what a comment says, on one line and without its marks; of a long one the first sentences. */
export function said(body: string): string {
  const text = body
    .replace(/<!--.*?-->/gs, '')
    .replace(/\*\*|`/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  if (text.length <= LONGEST) return text;
  const sentence = text.lastIndexOf('. ', LONGEST);
  return sentence > 0 ? text.slice(0, sentence + 1) : `${text.slice(0, LONGEST).trimEnd()}…`;
}
