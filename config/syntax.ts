import type { ErrorCode, YAMLError } from 'yaml';

/** The parser's own messages quote the text, which may be a secret: these say the same without it. */
const MESSAGES: Partial<Record<ErrorCode, string>> = {
  BAD_ALIAS: 'an alias (*name) is not allowed; write the value out',
  BAD_DQ_ESCAPE: 'this backslash sequence means nothing inside double quotes; use single quotes or \\\\',
  BAD_INDENT: 'the indentation does not fit, or a bracket is not closed; indent by two spaces',
  BAD_SCALAR_START: 'a plain value cannot start with this character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second "key:" on one line; put the text in quotes, or the key on a line of its own',
  BLOCK_IN_FLOW: 'an indented list or map cannot stand inside brackets',
  MISSING_CHAR: 'something is missing here: a closing quote or bracket, a comma, or the colon and space after a key',
  MULTILINE_IMPLICIT_KEY: 'a key cannot go over several lines; is the colon after it missing?',
  MULTIPLE_DOCS: 'a second document begins here; the programme is one document, remove "---"',
  RESOURCE_EXHAUSTION: 'nested too deeply to be read',
  TAB_AS_INDENT: 'a tab cannot indent; use spaces',
  TAG_RESOLVE_FAILED: 'a tag (!name) is not allowed; remove it',
};

const TOO_FAR =
  'this key is indented further than the one before, which has a value already; keys of one map begin in the same column';

/** Each of these stands for itself; after any other mistake the parser only guesses. */
const INDEPENDENT: ErrorCode[] = ['BAD_DQ_ESCAPE', 'TAB_AS_INDENT', 'TAG_RESOLVE_FAILED'];

/** Something wrong with the YAML, at an offset into the text. */
export interface SyntaxMistake {
  offset: number;
  message: string;
}

/**
 * @param errors what the parser found. @returns the first mistake, and those of its kind that do not follow from it: what comes after would
 * be guessing. In words that quote nothing of the file.
 */
export function syntaxMistakes(errors: YAMLError[], text: string): SyntaxMistake[] {
  const [first, ...others] = errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (first === undefined) return [];
  const further = INDEPENDENT.includes(first.code) ? others.filter(({ code }) => code === first.code) : [];
  return [first, ...further].map((error) => mistakeOf(error, errors, text));
}

function mistakeOf({ code, pos: [offset] }: YAMLError, errors: YAMLError[], text: string): SyntaxMistake {
  if (code === 'BLOCK_AS_IMPLICIT_KEY') {
    const whole = errors.find((e) => e.code === 'MULTILINE_IMPLICIT_KEY' && e.pos[0] === offset);
    const line = whole ? lineStart(text, whole.pos[1]) : 0;
    if (whole && indentAt(text, line) > indentAt(text, lineStart(text, offset)))
      return { offset: line + indentAt(text, line), message: TOO_FAR };
  }
  const message =
    MESSAGES[code] ??
    `this is not YAML (${code}); check the indentation, quotes, and brackets of this line and the one before`;
  return { offset: code === 'BAD_INDENT' ? nextWord(text, offset) : offset, message };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function indentAt(text: string, line: number): number {
  return /^ */.exec(text.slice(line, line + LONGEST_INDENT))?.[0].length ?? 0;
}

const LONGEST_INDENT = 200;

/** The parser points at the end of the line before, or at blanks: people look for the line that is indented wrongly. */
function nextWord(text: string, offset: number): number {
  const blank = /(?:\s|#.*)*/y;
  blank.lastIndex = offset;
  const end = offset + (blank.exec(text)?.[0].length ?? 0);
  return end < text.length ? end : offset;
}
