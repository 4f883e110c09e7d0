import { bad } from '../refusal.ts';

export interface Token {
  readonly kind: 'word' | 'text' | 'sign';
  readonly value: string;
  /** Where it begins, from 1. */
  readonly at: number;
}

const next = /\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(>=|<=|!=|!~|[=<>~(),])|([\p{L}\p{N}_.+@-]+))/uy;

/** The words, quoted texts and signs of a query. 400 for a character that stands outside quotes and may not. */
export function tokensOf(jql: string): Token[] {
  const tokens: Token[] = [];
  const text = jql.trimEnd();
  next.lastIndex = 0;
  while (next.lastIndex < text.length) {
    const start = next.lastIndex;
    const found = next.exec(text);
    if (!found)
      throw bad(
        `Error in the JQL Query: The character '${text[start]}' is not allowed (line 1, character ${start + 1}).`,
      );
    const [, quoted, sign, word] = found;
    const at = start + 1;
    if (quoted !== undefined) tokens.push({ kind: 'text', value: quoted.slice(1, -1).replaceAll(/\\(.)/g, '$1'), at });
    else if (sign !== undefined) tokens.push({ kind: 'sign', value: sign, at });
    else tokens.push({ kind: 'word', value: word ?? '', at });
  }
  return tokens;
}
