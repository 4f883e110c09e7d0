import { type AdfDoc, type AdfNode, addressOf, attribute, isCard, MAX_DEPTH } from './document.ts';
import { beforeSignature } from './signature.ts';
import { type FileOf, isLine, isSpoken, isUnsaid, shownFile } from './spoken.ts';

/**
 * @returns what the author wrote: without quotes, code, struck-out text, and mail headers; lines as lines; a link and a file as
 * their addresses, a mention as `@accountId`, a date as `2027-04-23`.
 */
export function ownWords(doc: AdfDoc, fileOf: FileOf = () => undefined): string {
  return beforeSignature(doc)
    .flatMap((node) => linesOf(node, fileOf, 0))
    .flatMap((text) => text.split('\n'))
    .map((line) => line.replace(/[\u00a0\u2007\u202f]/g, ' ').trim())
    .filter((line) => line !== '' && !/^On\b.{4,200}\bwrote:$/.test(line))
    .join('\n');
}

function linesOf(node: AdfNode, fileOf: FileOf, depth: number): string[] {
  if (isLine(node)) return [wordsOf(node.content ?? [], fileOf)];
  if (isCard(node) || shownFile(node)) return [wordsOf([node], fileOf)];
  if (depth > MAX_DEPTH || !isSpoken(node)) return [];
  return (node.content ?? []).flatMap((child) => linesOf(child, fileOf, depth + 1));
}

interface Word {
  text: string;
  isChip: boolean;
}

/** A chip needs no space beside it in the editor; in a line of words it does. */
function wordsOf(content: AdfNode[], fileOf: FileOf): string {
  const words: string[] = [];
  let afterChip = false;
  content.forEach((node, i) => {
    const { text, isChip } = wordOf(node, content[i - 1], fileOf);
    if (text === '') return;
    const before = words.at(-1) ?? '';
    const touches = isChip
      ? /[\p{L}\p{N}]$/u.test(before.slice(-2)) || afterChip
      : afterChip && /^[\p{L}\p{N}@]/u.test(text);
    words.push(touches ? ` ${text}` : text);
    afterChip = isChip;
  });
  return words.join('');
}

function wordOf(node: AdfNode, before: AdfNode | undefined, fileOf: FileOf): Word {
  if (isUnsaid(node)) return { text: '', isChip: false };
  const file = shownFile(node);
  if (file !== undefined) return { text: fileOf(file)?.url ?? '', isChip: true };
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
