import { createHmac } from 'node:crypto';
import type { InboundRequest } from '../../integrations/tickets/port.ts';

interface Node {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: readonly { type: string }[];
  content?: readonly Node[];
}
type Content = readonly Node[];

/** The shapes that people's text takes in Jira's documents. */
export const documents = {
  formatted: ({ own, code, quote }: { own: string; code: string; quote: string }) =>
    `${own}\n\n> ${quote}\n\n\`${code}\`\n\n\`\`\`\n${code}\n\`\`\``,
  typedInside: (content: Content, line: string): Content => content.toSpliced(1, 0, paragraph(line)),
  typedBelow: (content: Content, text: string): Content => [
    ...content,
    ...text.split('\n').filter(Boolean).map(paragraph),
  ],
  withoutFence: (content: Content): Content => content.filter(({ type }) => type !== 'rule'),
  /** Mentions; a mark of code calls nobody. */
  called: (content: Content): string[] =>
    content.flatMap((node) => [
      ...(node.type === 'mention' ? [String(node.attrs?.id)] : []),
      ...documents.called(node.content ?? []),
    ]),
  parts(content: Content): { block: string; below: string } {
    const end = content.findIndex(({ type }) => type === 'rule');
    const block = end < 0 ? content : content.slice(0, end - 1);
    return { block: block.map(wordsOf).join('\n'), below: end < 0 ? '' : JSON.stringify(content.slice(end + 1)) };
  },
};

/** @returns a webhook signed as Jira signs an administrator's. */
export function signedWebhook(secret: string, payload: unknown): InboundRequest {
  const body = Buffer.from(JSON.stringify(payload));
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return { path: '', headers: { 'x-hub-signature': `sha256=${signature}` }, body };
}

function paragraph(text: string): Node {
  return { type: 'paragraph', content: [{ type: 'text', text }] };
}

function wordsOf({ type, text, content = [] }: Node): string {
  if (type === 'hardBreak') return '\n';
  return text ?? content.map(wordsOf).join(type.endsWith('List') ? '\n' : '');
}
