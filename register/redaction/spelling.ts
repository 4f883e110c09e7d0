import { LONGEST_TITLE } from '../../rules/clipped.ts';

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

/** What stands in a title where a text was cut off. */
export const CUT = '…';
/** With less than these characters before the cut a title says too little of a text to be known by it. */
const LEAST_LEFT = 8;

/** @returns what finds the text as words of its own, however it was broken into lines, and what titles have of it that are too short for it. */
export function patternOf(text: string, spelling: Spelling): RegExp {
  const { before, word, between } = spelling;
  const whole = wordsOf(text).map(word).join(between);
  return new RegExp(`${before}(?:${whole}|${cutOff(text, spelling)})(?![\\p{L}\\p{N}])`, 'gu');
}

/** @returns the least that a title has of a text that is too long for it; undefined where the text is no longer than that. */
export function leastLeft(text: string): string | undefined {
  const signs = signsOf(text);
  return signs.length > LEAST_LEFT ? signs.slice(0, LEAST_LEFT).join('') : undefined;
}

/** Each further character only after the one before it, and the cut after the last. */
function cutOff(text: string, { word, between }: Spelling): string {
  const spelled = signsOf(text).map((sign) => (sign === ' ' ? between : word(sign)));
  const more = spelled.slice(LEAST_LEFT).reduceRight((rest, sign) => `(?:${sign}${rest})?`, '');
  return `${spelled.slice(0, LEAST_LEFT).join('')}${more}${CUT}`;
}

/** The characters of a text that may stand in a title, on one line. */
function signsOf(text: string): string[] {
  return [...wordsOf(text).join(' ')].slice(0, LONGEST_TITLE);
}

/** @returns the words of a text, without what stands between them. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, (sign) => `\\${sign}`);
}
