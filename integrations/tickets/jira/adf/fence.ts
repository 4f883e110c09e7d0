import { createHash } from 'node:crypto';
import { canonical, lineOf, linesIn, splitLines } from './canonical.ts';
import { type AdfDoc, type AdfNode, hasMark, MAX_DEPTH } from './document.ts';

/** A description, taken apart at the line below the engine's part. */
export interface Fenced {
  /** Everything down to that line, the line included. */
  block: AdfNode[];
  /** What people wrote below it, untouched. */
  below: AdfNode[];
  /** Whether the block is what the engine wrote. */
  intact: boolean;
}

const WRITE_BELOW = ' · write below this line';
const containers = ['bulletList', 'orderedList', 'listItem', 'blockquote'];

/** @returns the paragraph that ends the engine's part, and the line below it. */
export function endOf({ display, url }: { display: string; url?: string }): AdfNode[] {
  const says = { type: 'text', text: url === undefined ? display + WRITE_BELOW : WRITE_BELOW };
  const link = { type: 'text', text: display, marks: [{ type: 'link', attrs: { href: url } }] };
  return [{ type: 'paragraph', content: url === undefined ? [says] : [link, says] }, { type: 'rule' }];
}

/** @returns the description: the engine's part, and what people wrote below it. */
export function fenced(block: AdfNode[], below: AdfNode[]): AdfDoc {
  return { type: 'doc', version: 1, content: [...block, ...below] };
}

/**
 * Takes a description apart at the first line below a paragraph that names the ticket and says that people write below. A line that
 * people drew is none, wherever it stands.
 * @param hash of the block as it was written; without it nothing is intact.
 * @param display takes only a paragraph that names this ticket: another one's text may have been pasted above.
 * @returns undefined if no such end is left.
 */
export function parseFence({ content }: AdfDoc, hash?: string, display?: string): Fenced | undefined {
  const said = content.findIndex((node) => isAnnouncement(node, display));
  const line = content.findIndex(({ type }, i) => said >= 0 && i > said && type === 'rule');
  if (line < 0) return undefined;
  const block = content.slice(0, line + 1);
  return { block, below: content.slice(line + 1), intact: hashOf(block) === hash };
}

/** @returns the hash of a block, the same for whatever Jira makes of it without anybody having changed it. */
export function hashOf(block: AdfNode[]): string {
  return createHash('sha256').update(canonical(block)).digest('hex');
}

/**
 * What the engine did not write in a changed block, in its order: lines of paragraphs, items of lists, and whatever else stands
 * there, in the shape that people gave it. A line whose style alone was changed is the engine's.
 * @param expected what the engine wrote there, and what it is about to write.
 */
export function typedInside(block: AdfNode[], ...expected: AdfNode[][]): AdfNode[] {
  const ours = new Set(expected.flatMap((nodes) => nodes.flatMap((node) => linesIn(node))));
  return block.flatMap((node) => leftOver(node, ours, 0));
}

/** @returns what stands below, with what was typed inside put before it. */
export function movedBelow(typed: AdfNode[], below: AdfNode[]): AdfNode[] {
  return [...typed, ...below];
}

function isAnnouncement(node: AdfNode, display: string | undefined): boolean {
  if (node.type !== 'paragraph') return false;
  return splitLines(node.content ?? []).some((line) => {
    const [before = '', after] = announcingTextOf(line).split(WRITE_BELOW);
    return after !== undefined && /\S$/.test(before) && before.endsWith(display ?? '');
  });
}

function leftOver(node: AdfNode, ours: Set<string>, depth: number): AdfNode[] {
  if (node.type === 'rule') return [];
  if (node.type === 'paragraph' || node.type === 'heading') return typedLines(node, ours);
  if (depth > MAX_DEPTH || !containers.includes(node.type)) return [node];
  const content = (node.content ?? []).flatMap((child) => leftOver(child, ours, depth + 1));
  if (content.length === 0) return [];
  return node.type === 'listItem' ? itemsOf(node, content) : [{ ...node, content }];
}

/** A list may not stand first in an item: its own items take the item's place. */
function itemsOf(item: AdfNode, content: AdfNode[]): AdfNode[] {
  const [first, ...rest] = content;
  if (first?.type === 'bulletList' || first?.type === 'orderedList')
    return [...(first.content ?? []), ...(rest.length > 0 ? itemsOf(item, rest) : [])];
  const lead = first?.type === 'paragraph' ? [] : [{ type: 'paragraph', content: [] }];
  return [{ ...item, content: [...lead, ...content] }];
}

function typedLines(node: AdfNode, ours: Set<string>): AdfNode[] {
  const kept = splitLines(node.content ?? [])
    .filter((line) => !ours.has(lineOf(line)))
    .map(withoutEnd)
    .filter((line) => lineOf(line) !== '');
  if (kept.length === 0) return [];
  return [{ ...node, content: kept.flatMap((line, i) => (i === 0 ? line : [{ type: 'hardBreak' }, ...line])) }];
}

/** What was typed into the last paragraph goes below without its announcement, which would end the block a second time. */
function withoutEnd(line: AdfNode[]): AdfNode[] {
  const text = announcingTextOf(line);
  const from = text.indexOf(WRITE_BELOW);
  if (from < 0) return line;
  const to = from + WRITE_BELOW.length;
  if (text.slice(to).trim() === '' && !/\s/.test(text.slice(0, from).trim())) return [];
  let at = 0;
  const left = line.flatMap((node) => {
    const own = announcingTextOf([node]);
    const kept = own.slice(0, Math.max(0, from - at)) + own.slice(Math.max(0, to - at));
    at += own.length;
    if (kept === own) return [node];
    return kept === '' ? [] : [{ ...node, text: kept }];
  });
  return withoutEnd(left);
}

/** People's words stand in a mark of code, so that they announce nothing. */
function announcingTextOf(line: AdfNode[]): string {
  return line.map((node) => (hasMark(node, 'code') ? '' : (node.text ?? ''))).join('');
}
