import type { Nodes, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { definitionsIn } from './links.ts';

/** Nobody nests so deep or marks so much by hand, and the parser would need its whole stack, or minutes, for it. */
const tooDeep = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])){5,}.*$/gm;
const marks = /[*~[\]]|(?<![^\W_])_|_(?![^\W_])/g;
const MAX_MARKS = 2000;
const MAX_BRACKETS = 500;
/** Within an open bracket the parser looks back over each of these at every word. */
const parts = /[<&\\@]|www\.|https?:|\d\./gi;
const MAX_PARTS = 1000;

/** The parser looks back over everything at each line, and ahead over everything at each of these openings. */
const lineEnd = /\r\n?|\n/g;
const MAX_LINES = 2000;
const opening = /<[!?]/g;
const MAX_OPENINGS = 200;
const ticks = /`+/g;
const MAX_TICKS = 500;
/** Of a run of what may end a sentence after an address, the parser asks at each mark whether it ends there. */
const punctuation = /([!"'),.:;<?\]&])[!"'),.:;<?\]&]{100,}/g;

/**
 * @returns a comment's tree, cut before a mail signature or a forwarded message. What nobody writes by hand is cut off: what
 * stands before the cut means the same without it.
 */
export function parseComment(body: string): Root {
  const readable = cut(cut(cut(body, lineEnd, MAX_LINES), opening, MAX_OPENINGS), ticks, MAX_TICKS);
  const lines = readable.replaceAll('\r\n', '\n').replace(punctuation, '$1');
  const unmarked = isCrowded(lines) ? lines.replace(marks, ' ') : lines;
  // Last, for taking marks away can put what nests side by side.
  const source = unmarked.replace(tooDeep, '');
  const root = parse(source);
  const end = signatureAt(source, root);
  return end === undefined ? root : parse(source.slice(0, end));
}

/**
 * @returns what the author wrote: without quotes, code, struck-out text, HTML and mail headers; lines as lines; a link as
 * its address, a mention as `@login`.
 */
export function ownWords(root: Root): string {
  const lines = linesOf(root, definitionsIn(root)).flatMap((text) => text.split('\n'));
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^On\b.{4,200}\bwrote:$/.test(line))
    .join('\n');
}

function isCrowded(text: string): boolean {
  const count = (what: RegExp) => text.match(what)?.length ?? 0;
  const brackets = count(/\[/g);
  return count(marks) > MAX_MARKS || brackets > MAX_BRACKETS || (brackets > 0 && count(parts) > MAX_PARTS);
}

function cut(text: string, at: RegExp, most: number): string {
  let found = 0;
  for (const { index } of text.matchAll(at)) if (++found > most) return text.slice(0, index);
  return text;
}

function parse(source: string): Root {
  try {
    return fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  } catch (error) {
    // The parser's stack ran out: one comment that says nothing must not hide the whole ticket.
    if (error instanceof RangeError) return { type: 'root', children: [] };
    throw error;
  }
}

/** Read from the source, because Markdown takes a signature's `--` for the underline of a heading. */
function signatureAt(source: string, root: Root): number | undefined {
  const code = rangesOf(root);
  const found = [...source.matchAll(/^(?:-- ?|-{2,}\s*Original Message\s*-{2,})$/gm)].map((match) => match.index);
  return found.find((at) => !code.some(([from, to]) => from <= at && at < to));
}

function rangesOf(node: Nodes): [number, number][] {
  if (node.type === 'code') return [[node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]];
  return 'children' in node ? node.children.flatMap(rangesOf) : [];
}

function linesOf(node: Root | RootContent, definitions: Map<string, string>): string[] {
  if (node.type === 'blockquote' || node.type === 'footnoteDefinition') return [];
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
    return [node.children.map((child) => wordsOf(child, definitions)).join('')];
  }
  return 'children' in node ? node.children.flatMap((child: RootContent) => linesOf(child, definitions)) : [];
}

function wordsOf(node: Nodes, definitions: Map<string, string>): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'break') return '\n';
  if (node.type === 'image') return node.url;
  if (node.type === 'link') return node.url.startsWith('mailto:') ? node.url.slice('mailto:'.length) : node.url;
  if (node.type === 'linkReference' || node.type === 'imageReference') return definitions.get(node.identifier) ?? '';
  if (node.type === 'delete') return '';
  return 'children' in node ? node.children.map((child) => wordsOf(child, definitions)).join('') : '';
}
