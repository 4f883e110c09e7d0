import { parseProgramme } from '../../../config/programme.ts';
import { markOf } from '../../../integrations/tickets/github/markdown/comment-mark.ts';
import { parseFence } from '../../../integrations/tickets/github/markdown/fence.ts';
import { printParagraph } from '../../../integrations/tickets/github/markdown/inline.ts';
import { attachmentsIn } from '../../../integrations/tickets/github/markdown/links.ts';
import { ownWords, parseComment } from '../../../integrations/tickets/github/markdown/own-words.ts';
import { parseCommands } from '../../../rules/commands.ts';

/** @returns a text of about this many characters. */
export type Shape = (size: number) => string;

const full = (unit: string, size: number) => unit.repeat(Math.ceil(size / unit.length));

/** Texts that make parsers look back or ahead over all of them; each was slow, or could be. */
export const shapes = {
  comment: {
    words: (n) => full('word ', n),
    'lazy quotes': (n) => `> a\n${full('a\n', n)}`,
    'quotes and gaps': (n) => full('>\n\n', n),
    'underlined lines': (n) => full('--\n', n),
    'list in list': (n) => full('- ', n),
    'list in list, hidden in marks': (n) => full('~~~1. ', n),
    'quote in list, hidden in marks': (n) => full('>-~~~', n),
    'declarations that never end': (n) => full('x<?', n),
    'HTML comments that never end': (n) => full('x<!--', n),
    'links in a tag that never ends': (n) => `<div\n${full('<a src="x"', n)}`,
    'images that never end': (n) => `<div\n${full('<img ', n)}`,
    'an address of dots': (n) => `https://a${full('.', n)}x`,
    'an address of questions': (n) => `http://a.example/${full('?.', n)}x`,
    'a mail address of dots': (n) => `/approve a@${full('.', n)}@`,
    'runs of ticks': (n) => full('`a``b', n),
    'code that never ends': (n) => full('\\``', n),
    'numbers in an open bracket': (n) => `[^ftp://${full('1. ', n)}`,
    brackets: (n) => full('[', n),
    'brackets between words': (n) => full('[(x ', n),
    'footnotes between words': (n) => full('[^---\n@a@b=</a>', n),
    'code in an open bracket': (n) => `[${full('`a`x', n)}`,
    'entities in an open bracket': (n) => `[${full('&amp;x', n)}`,
    'tags in an open bracket': (n) => `[^${full('- |', n / 2)}${full('</a>x', n / 2)}`,
    'words in an open bracket': (n) => `[${full('`a`', 2_000)}${full('x ', n)}`,
    emphasis: (n) => full('*a **b ', n),
    entities: (n) => full('&#', n),
    table: (n) => `a|b\n-|-\n${full('|\n', n)}`,
    spaces: (n) => `x${full(' ', n)}x`,
    commands: (n) => full('/x\n\n', n),
    'one long word': (n) => `/${full('a', n)}`,
  },
  programme: {
    'unknown keys': (n) => Array.from({ length: Math.ceil(n / 8) }, (_, i) => `k${i}: 1\n`).join(''),
    'the same key': (n) => full('a: 1\n', n),
    'a long text': (n) => `organisation: ${full('v', n)}`,
    'a long number': (n) => `pace: { planner: ${full('1', n)} s }`,
    'lists in lists': (n) => full('[', n),
    'maps in maps': (n) => full('{a: ', n),
    aliases: (n) => `a: &a x\nb: [${full('*a, ', n)}]`,
    tags: (n) => `a: [${full('!x y, ', n)}]`,
    'stray brackets': (n) => full('a: ]\n', n),
    duties: (n) => `duties:\n${Array.from({ length: Math.ceil(n / 14) }, (_, i) => `  d${i}: { x: 1 }\n`).join('')}`,
  },
} satisfies Record<string, Record<string, Shape>>;

/** What reads a person's words, as a step does, and what reads the programme. */
export const parsers: { name: string; of: keyof typeof shapes; parse: (text: string) => unknown }[] = [
  { name: 'comment', of: 'comment', parse: readComment },
  { name: 'commands', of: 'comment', parse: repeatWords },
  { name: 'programme', of: 'programme', parse: (text) => parseProgramme(text, 'isms.yaml') },
];

/** Reads a comment: its words, and the files in it. */
export function readComment(text: string): string {
  const root = parseComment(text);
  attachmentsIn(root, () => undefined);
  return ownWords(root);
}

/** Looks for commands, and says everything again. */
function repeatWords(text: string): void {
  parseCommands(text);
  printParagraph([text, { quoted: text }, { link: text, href: text }]);
  markOf(text);
  parseFence(text);
}
