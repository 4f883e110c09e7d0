import type { ErrorCode } from 'yaml';

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

/** @returns what is wrong with the YAML, in words that quote nothing of the file. */
export function syntaxMessage(code: ErrorCode): string {
  return (
    MESSAGES[code] ??
    `this is not YAML (${code}); check the indentation, quotes, and brackets of this line and the one before`
  );
}
