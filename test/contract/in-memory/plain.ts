import type { Attachment, Block, BlockPart, Inline, Paragraph } from '../../../rules/ticket.ts';

/** What starts a command in the fake. */
export const PREFIX = '/';

/** @returns a block as plain lines. */
export function printLines(block: Block): string[] {
  return block.flatMap(printPart);
}

/** @returns a paragraph as one plain line. */
export function printLine(paragraph: Paragraph): string {
  return paragraph.map(printInline).join('');
}

/** @returns what an author wrote, without quotations and code. */
export function ownText(raw: string): string {
  const lines = raw.split('\n').filter((line) => !line.startsWith('> '));
  return lines
    .map((line) => line.replace(/`[^`]*`/g, '').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** @returns the addresses in a text; those that `files` knows carry an id. */
export function addressesIn(raw: string, files: ReadonlyMap<string, Buffer>): Attachment[] {
  const urls = raw.match(/https?:\/\/\S+/g) ?? [];
  return urls.map((url) => ({ ...(files.has(url) ? { id: url } : {}), name: url.split('/').at(-1) ?? url, url }));
}

function printPart(part: BlockPart): string[] {
  return 'items' in part ? part.items.map(printLine) : [printLine(part.text)];
}

function printInline(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  if ('strong' in inline) return inline.strong;
  if ('code' in inline) return inline.code;
  if ('quoted' in inline) return inline.quoted.replace(/\s+/g, ' ').replace(/[@#](?=\S)/g, '$&\u200b');
  if ('command' in inline) return `${PREFIX}${inline.command}`;
  if ('idiom' in inline) return inline.idiom;
  if ('mention' in inline) return `@${inline.mention}`;
  return `${inline.link} (${inline.href})`;
}
