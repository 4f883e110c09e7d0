import type { Block, BlockPart, Message, Paragraph } from '../../../../rules/ticket.ts';
import type { AdfDoc, AdfNode } from './document.ts';
import { endOf } from './fence.ts';
import { printParagraph } from './inline.ts';

/** What the last paragraph of the engine's part names: the ticket's display id and, where there is a page of it, its record. */
export interface BlockEnd {
  display: string;
  url?: string;
}

/** @returns the engine's part of a description, down to the paragraph that ends it and the line below that. */
export function printBlock(block: Block, end: BlockEnd): AdfNode[] {
  return [...block.flatMap(printPart), ...endOf(end)];
}

/** @returns a comment's document, one paragraph per entry. */
export function printMessage(message: Message): AdfDoc {
  return { type: 'doc', version: 1, content: message.map(paragraph) };
}

function printPart(part: BlockPart): AdfNode[] {
  if (part.kind === 'paragraph' || part.kind === 'small') return [paragraph(part.text)];
  if (part.kind === 'quote') return [{ type: 'blockquote', content: [paragraph(part.text)] }];
  if (part.items.length === 0) return [];
  if (part.kind === 'steps') return [{ type: 'orderedList', content: part.items.map(listItem) }];
  if (part.kind === 'bullets') return [{ type: 'bulletList', content: part.items.map(listItem) }];
  const lines = part.items.map(printParagraph);
  return [{ type: 'paragraph', content: lines.flatMap((line, i) => (i === 0 ? line : [hardBreak(), ...line])) }];
}

function listItem(item: Paragraph): AdfNode {
  return { type: 'listItem', content: [paragraph(item)] };
}

function paragraph(text: Paragraph): AdfNode {
  return { type: 'paragraph', content: printParagraph(text) };
}

function hardBreak(): AdfNode {
  return { type: 'hardBreak' };
}
