import type { AdfMark, AdfNode } from '../../../../../integrations/tickets/jira/adf/document.ts';

/** Nodes as Jira's editor makes them. */
export const text = (words: string, ...marks: (string | AdfMark)[]): AdfNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 && { marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark)) }),
});
export const link = (words: string, href: string, ...marks: string[]): AdfNode =>
  text(words, { type: 'link', attrs: { href } }, ...marks);
export const hardBreak: AdfNode = { type: 'hardBreak', attrs: { text: '\n' } };
export const mention = (id: string): AdfNode => ({
  type: 'mention',
  attrs: { id, text: '@Sam Okoro', accessLevel: '', localId: 'b7f6' },
});
export const date = (timestamp: string): AdfNode => ({ type: 'date', attrs: { timestamp } });
export const card = (url: string): AdfNode => ({ type: 'inlineCard', attrs: { url } });
export const media = (id: string, alt?: string): AdfNode => ({
  type: 'media',
  attrs: { type: 'file', id, collection: '', ...(alt !== undefined && { alt }) },
});

export function node(type: string, ...content: (AdfNode | string)[]): AdfNode {
  return { type, content: content.map((child) => (typeof child === 'string' ? text(child) : child)) };
}
export const p = (...content: (AdfNode | string)[]): AdfNode => node('paragraph', ...content);
export const li = (...content: AdfNode[]): AdfNode => node('listItem', ...content);
export const ul = (...items: AdfNode[]): AdfNode => node('bulletList', ...items);
export const ol = (...items: AdfNode[]): AdfNode => ({ ...node('orderedList', ...items), attrs: { order: 1 } });
export const rule: AdfNode = { type: 'rule' };

export const doc = (...content: AdfNode[]) => ({ type: 'doc' as const, version: 1 as const, content });

/** `outer` in `outer` in `outer`, `depth` times, and in the innermost `inner`. */
export function nested(depth: number, outer: string[], inner: AdfNode): AdfNode {
  let nest = inner;
  for (let i = 0; i < depth; i++) nest = { type: outer[i % outer.length] ?? 'paragraph', content: [nest] };
  return nest;
}
