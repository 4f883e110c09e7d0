import { splitLines } from './canonical.ts';
import { type AdfDoc, type AdfNode, hasMark } from './document.ts';

const signature = /^(?:--|-{2,}\s*Original Message\s*-{2,})$/;

/** @returns a comment's nodes up to a mail signature or a forwarded message: those who wrote by mail say nothing below. */
export function beforeSignature({ content }: AdfDoc): AdfNode[] {
  for (const [i, node] of content.entries()) {
    if (node.type !== 'paragraph') continue;
    const lines = splitLines(node.content ?? []);
    const end = lines.findIndex((line) => signature.test(line.map(textOf).join('').trim()));
    if (end >= 0) return [...content.slice(0, i), { ...node, content: joined(lines.slice(0, end)) }];
  }
  return content;
}

function textOf(node: AdfNode): string {
  return hasMark(node, 'code') ? '`' : (node.text ?? '');
}

function joined(lines: AdfNode[][]): AdfNode[] {
  return lines.flatMap((line, i) => (i === 0 ? line : [{ type: 'hardBreak' }, ...line]));
}
