import type { Attachment } from '../../../../rules/ticket.ts';
import { type AdfNode, attribute, hasMark, isCard } from './document.ts';

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
  'mediaGroup',
];
const lines = ['paragraph', 'heading', 'taskItem', 'decisionItem', 'caption'];

/** Whether a node holds words itself. */
export function isLine({ type }: AdfNode): boolean {
  return lines.includes(type);
}

/** Whether an author speaks in the paragraphs within this node; links and files are looked for in the same places. */
export function isSpoken({ type }: AdfNode): boolean {
  return holding.includes(type);
}

/** Whether an inline node is a quotation or taken back. */
export function isUnsaid(node: AdfNode): boolean {
  return hasMark(node, 'code') || hasMark(node, 'strike');
}

/** A file shown in a text. Its id is the media service's, not the attachment's; its name is not always given. */
export interface ShownFile {
  media: string;
  name?: string;
}

/** Finds a file among the attachments; undefined for one that is not (or no longer) there. */
export type FileOf = (file: ShownFile) => Attachment | undefined;

export function shownFile(node: AdfNode): ShownFile | undefined {
  if ((node.type !== 'media' && node.type !== 'mediaInline') || isCard(node)) return undefined;
  const name = attribute(node, 'alt');
  return { media: attribute(node, 'id'), ...(name !== '' && { name }) };
}
