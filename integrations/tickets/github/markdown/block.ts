import type { Block, BlockPart, Message } from '../../../../rules/ticket.ts';
import { printParagraph } from './inline.ts';

/** @returns the engine's part of an issue as GitHub Markdown, lines parted by LF, without the end marker. */
export function printBlock(block: Block): string {
  return block.map(printPart).join('\n\n');
}

/** @returns a comment's own words, one paragraph per entry. */
export function printMessage(message: Message): string {
  return message.map(printParagraph).join('\n\n');
}

function printPart(part: BlockPart): string {
  if (part.kind === 'paragraph') return printParagraph(part.text);
  if (part.kind === 'quote') return `> ${printParagraph(part.text)}`;
  if (part.kind === 'small') return `<sub>${printParagraph(part.text)}</sub>`;
  const items = part.items.map(printParagraph);
  if (part.kind === 'steps') return items.map((item, i) => `${i + 1}. ${item}`).join('\n');
  if (part.kind === 'bullets') return items.map((item) => `- ${item}`).join('\n');
  return items.join('\n');
}
