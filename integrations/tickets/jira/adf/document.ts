import { z } from 'zod';

/** Bold, code, a link; attributes as Jira keeps them. */
export interface AdfMark {
  type: string;
  attrs?: Record<string, unknown>;
}

/** One node of Atlassian's document format. What is not named here passes through untouched. */
export interface AdfNode {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: AdfMark[];
  content?: AdfNode[];
}

export interface AdfDoc {
  type: 'doc';
  version: 1;
  content: AdfNode[];
}

/** Nobody nests so deep by hand; what lies deeper is neither read nor taken apart. */
export const MAX_DEPTH = 100;

const mark = z.looseObject({ type: z.string(), attrs: z.record(z.string(), z.unknown()).optional() });
const node = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  attrs: z.record(z.string(), z.unknown()).optional(),
  marks: z.array(mark).optional(),
  content: z.array(z.unknown()).optional(),
});
const root = z.looseObject({ type: z.literal('doc'), content: z.array(z.unknown()) });

/** A description or a comment's body, at the edge. Unknown nodes and marks are kept; the tree is walked without a stack. */
export const documentShape: z.ZodType<AdfDoc> = z.custom<AdfDoc>((value) => {
  const doc = root.safeParse(value);
  return doc.success && areNodes(doc.data.content);
}, 'no document of ADF');

/** @returns a document without anything in it. */
export function emptyDocument(): AdfDoc {
  return { type: 'doc', version: 1, content: [] };
}

/** @returns an attribute that is a text, else ''. */
export function attribute({ attrs }: AdfNode | AdfMark, name: string): string {
  const value = attrs?.[name];
  return typeof value === 'string' ? value : '';
}

/** @returns where the text of this node leads, or the card points; undefined if nowhere. */
export function addressOf(node: AdfNode): string | undefined {
  if (isCard(node)) return cardAddress(node);
  const link = node.marks?.find(({ type }) => type === 'link');
  return link && (attribute(link, 'href') || undefined);
}

/** A smart link, which Jira shows as its page's title, or a picture that lies elsewhere: an address without words of its own. */
export function isCard({ type, attrs }: AdfNode): boolean {
  return ['inlineCard', 'blockCard', 'embedCard'].includes(type) || (type === 'media' && attrs?.type === 'external');
}

export function hasMark(node: AdfNode, type: string): boolean {
  return node.marks?.some((mark) => mark.type === type) ?? false;
}

function cardAddress(node: AdfNode): string | undefined {
  const data = node.attrs?.data;
  const inside = typeof data === 'object' && data !== null && 'url' in data ? data.url : undefined;
  return attribute(node, 'url') || (typeof inside === 'string' ? inside : '') || undefined;
}

function areNodes(content: unknown[]): boolean {
  const waiting = [...content];
  while (waiting.length > 0) {
    const found = node.safeParse(waiting.pop());
    if (!found.success) return false;
    for (const child of found.data.content ?? []) waiting.push(child);
  }
  return true;
}
