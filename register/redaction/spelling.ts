const notInWord = '(?<![\\p{L}\\p{N}])';

/** How a text may be spelled: what stands before it, its words, and what may stand between them. */
export interface Spelling {
  before: string;
  word: (word: string) => string;
  between: string;
}

/** As people read it. */
export const plain: Spelling = { before: notInWord, word: escaped, between: '\\s+' };
/** Inside JSON, quotes and backslashes have a backslash before them, and line ends are letters. */
export const inJson: Spelling = {
  before: `(?:${notInWord}|(?<=\\\\[nrt]))`,
  word: (word) => escaped(word).replaceAll(/\\\\|"/g, (sign) => (sign === '"' ? '\\\\*"' : '\\\\+')),
  between: '(?:\\s|\\\\+[nrt])+',
};

/** @returns what finds the text as words of its own, however it was broken into lines. */
export function patternOf(text: string, { before, word, between }: Spelling): RegExp {
  return new RegExp(`${before}${wordsOf(text).map(word).join(between)}(?![\\p{L}\\p{N}])`, 'gu');
}

/** @returns the words of a text, without what stands between them. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, (sign) => `\\${sign}`);
}
