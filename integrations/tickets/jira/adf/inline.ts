import { clipped } from '../../../../rules/clipped.ts';
import type { Idiom, Inline, Paragraph } from '../../../../rules/ticket.ts';
import type { AdfMark, AdfNode } from './document.ts';

/** What starts a command in an issue: Jira's editor opens a menu on `/`. */
export const PREFIX = '!';

const idioms: Record<Idiom, string> = {
  'close the issue': 'move it to Done',
  'Close the issue': 'Move it to Done',
  'close again': 'move it to Done again',
  'a link is not enough': 'a link is not enough here: attach the file',
  'Hand in what can be kept': 'Attach the file in a comment or to the issue',
  // Jira hands over whatever is attached, so all of it is kept.
  ' (to be kept)': '',
};

/** A comment of the engine's must fit, however much somebody wrote into theirs; the register keeps all of it. */
const LONGEST_QUOTED = 2_000;
const url = /(https?:\/\/[^\s<>]+)/;
const closing = /[.,;:!?)]+$/;
const ZERO_WIDTH = '\u200b';
/** They turn the order of what follows, also outside their own text. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;

/** @returns one paragraph as inline nodes; no text is empty, which Jira refuses, and neighbours of one style are one text. */
export function printParagraph(paragraph: Paragraph): AdfNode[] {
  return joined(paragraph.flatMap(printInline));
}

/** @returns a text without line ends and control characters, which Jira drops: what comes back must be what was sent. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, (run) => (/[\r\n\u2028\u2029]/.test(run) ? ' ' : run)).replace(/[\p{Cc}\p{Cs}]+/gu, ' ');
}

function printInline(inline: Inline): AdfNode[] {
  if (typeof inline === 'string') return words(inline);
  if ('strong' in inline) return words(inline.strong, { type: 'strong' });
  if ('code' in inline) return code(inline.code);
  if ('quoted' in inline) return code(defuse(clipped(inline.quoted, LONGEST_QUOTED)));
  // Not as code, which a command that is copied from here would still be when it is pasted, and code commands nothing.
  if ('command' in inline) return words(`${PREFIX}${inline.command}`, { type: 'strong' });
  if ('idiom' in inline) return words(idioms[inline.idiom]);
  if ('mention' in inline) return [{ type: 'mention', attrs: { id: oneLine(inline.mention) } }];
  return linked(oneLine(inline.link), inline.href);
}

/** The engine's own words: an address in them can be clicked. */
function words(text: string, ...marks: AdfMark[]): AdfNode[] {
  return oneLine(text)
    .split(url)
    .flatMap((part, i) => (i % 2 === 1 ? address(part, marks) : textNode(part, marks)));
}

function address(found: string, marks: AdfMark[]): AdfNode[] {
  const end = found.replace(closing, '').length;
  return [...linked(found.slice(0, end), found.slice(0, end), marks), ...textNode(found.slice(end), marks)];
}

function linked(text: string, address: string, marks: AdfMark[] = []): AdfNode[] {
  const href = address.replace(/[\s\p{Cc}]/gu, encodeURIComponent).replace(/\p{Cs}/gu, '');
  const isAddress = /^(https?:\/\/|mailto:)/i.test(href) && URL.canParse(href);
  return textNode(text, isAddress ? [...marks, { type: 'link', attrs: { href } }] : marks);
}

/** A mark of code takes no other beside it, and in it nothing is a mention, a link, or a picture. */
function code(text: string): AdfNode[] {
  return textNode(oneLine(text) || ' ', [{ type: 'code' }]);
}

function textNode(text: string, marks: AdfMark[]): AdfNode[] {
  if (text === '') return [];
  return [{ type: 'text', text, ...(marks.length > 0 && { marks }) }];
}

/** Code is inert in Jira; where a mail or a bot shows it again, it may not be. */
function defuse(text: string): string {
  return text.replace(turning, '').replace(/[@#](?=\S)/g, `$&${ZERO_WIDTH}`);
}

function joined(nodes: AdfNode[]): AdfNode[] {
  const all: AdfNode[] = [];
  for (const node of nodes) {
    const last = all.at(-1);
    if (node.text !== undefined && last?.text !== undefined && sameMarks(node, last))
      all.splice(-1, 1, { ...last, text: last.text + node.text });
    else all.push(node);
  }
  return all;
}

function sameMarks(a: AdfNode, b: AdfNode): boolean {
  return JSON.stringify(a.marks ?? []) === JSON.stringify(b.marks ?? []);
}
