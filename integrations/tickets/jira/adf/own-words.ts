import { type AdfDoc, type AdfNode, addressOf, attribute, hasMark, isCard, MAX_DEPTH } from './document.ts';
import { beforeSignature } from './signature.ts';

/** What holds an author's words as paragraphs. Quotes and code are not among them, nor is what Jira does not know yet. */
const holding = [
  'bulletList',
  'orderedList',
  'listItem',
  'taskList',
  'blockTaskItem',
  'decisionList',
  'panel',
  'expand',
  'nestedExpand',
  'table',
  'tableRow',
  'tableCell',
  'tableHeader',
  'layoutSection',
  'layoutColumn',
  'mediaSingle',
];
/** What holds words itself. */
const lines = ['paragraph', 'heading', 'taskItem', 'decisionItem', 'caption'];

/**
 * @returns what the author wrote: without quotes, code, struck-out text, and mail headers; lines as lines; a link as its address,
 * a mention as `@accountId`, a date as `2027-04-23`.
 */
export function ownWords(doc: AdfDoc): string {
  return beforeSignature(doc)
    .flatMap((node) => linesOf(node, 0))
    .flatMap((text) => text.split('\n'))
    .map((line) => line.replace(/[\u00a0\u2007\u202f]/g, ' ').trim())
    .filter((line) => line !== '' && !/^On\b.{4,200}\bwrote:$/.test(line))
    .join('\n');
}

/** Whether an author speaks within this node; links and files are looked for in the same places. */
export function isSpoken(node: AdfNode): boolean {
  return lines.includes(node.type) || holding.includes(node.type);
}

/** Whether an inline node is a quotation or taken back. */
export function isUnsaid(node: AdfNode): boolean {
  return hasMark(node, 'code') || hasMark(node, 'strike');
}

function linesOf(node: AdfNode, depth: number): string[] {
  if (isCard(node)) return [addressOf(node) ?? ''];
  if (lines.includes(node.type)) return [wordsOf(node.content ?? [])];
  if (depth > MAX_DEPTH || !holding.includes(node.type)) return [];
  return (node.content ?? []).flatMap((child) => linesOf(child, depth + 1));
}

/** A chip needs no space beside it in the editor; in a line of words it does. */
function wordsOf(content: AdfNode[]): string {
  let words = '';
  let afterChip = false;
  content.forEach((node, i) => {
    const { text, isChip } = wordOf(node, content[i - 1]);
    if (text === '') return;
    const touches = isChip ? /[\p{L}\p{N}]$/u.test(words) || afterChip : afterChip && /^[\p{L}\p{N}@]/u.test(text);
    words += touches ? ` ${text}` : text;
    afterChip = isChip;
  });
  return words;
}

function wordOf(node: AdfNode, before: AdfNode | undefined): { text: string; isChip: boolean } {
  if (isUnsaid(node)) return { text: '', isChip: false };
  const address = addressOf(node);
  if (address !== undefined) return { text: isSameLink(before, address) ? '' : bare(address), isChip: isCard(node) };
  if (node.type === 'text') return { text: node.text ?? '', isChip: false };
  if (node.type === 'hardBreak') return { text: '\n', isChip: false };
  if (node.type === 'emoji') return { text: attribute(node, 'text') || attribute(node, 'shortName'), isChip: false };
  if (node.type === 'status') return { text: attribute(node, 'text'), isChip: true };
  if (node.type === 'date') return { text: dateOf(node), isChip: true };
  if (node.type !== 'mention') return { text: '', isChip: false };
  const account = attribute(node, 'id').replace(/\s/g, '');
  return { text: account && `@${account}`, isChip: account !== '' };
}

/** A link of which a part is bold is two texts, and one address. */
function isSameLink(before: AdfNode | undefined, address: string): boolean {
  return before?.type === 'text' && !isUnsaid(before) && addressOf(before) === address;
}

function bare(address: string): string {
  return address.replace(/^mailto:/, '').replace(/\s/g, '%20');
}

/** The day of a date chip, which Jira keeps as midnight UTC in epoch ms. */
function dateOf(node: AdfNode): string {
  const date = new Date(Number(node.attrs?.timestamp || Number.NaN));
  const day = Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : '';
}
