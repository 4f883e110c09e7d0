/** A node of a Jira document, as far as it is read. */
export interface DocumentNode {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  content?: DocumentNode[];
}

const BLOCKS = ['paragraph', 'heading', 'codeBlock', 'blockquote', 'mediaGroup', 'mediaSingle'];

/** @returns what a document says, each paragraph and item on a line. @param nameOf tells who an account is. */
export function textOf(node: DocumentNode | null, nameOf: (accountId: string) => string): string {
  if (node === null) return '';
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'mention') return `@${nameOf(String(node.attrs?.id))}`;
  const inner = (node.content ?? []).map((each) => textOf(each, nameOf)).join('');
  return BLOCKS.includes(node.type) ? `${inner}\n` : inner;
}
