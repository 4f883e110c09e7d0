import { createHmac } from 'node:crypto';
import type { InboundRequest } from '../../integrations/tickets/port.ts';

/** The shapes that people's text takes in GitHub's Markdown. */
export const markdown = {
  formatted: ({ own, code, quote }: { own: string; code: string; quote: string }) =>
    `${own}\n\n> ${quote}\n\n\`${code}\`\n\n\`\`\`\n${code}\n\`\`\``,
  markedComment: (text: string, key: string) => `${text}\n\n<!-- dutybound:${key} -->`,
  /** GitHub's editor sends CRLF. */
  typedInside: (body: string, line: string) => body.replace('\n\n', `\n\n${line}\n\n`).replaceAll(/\r?\n/g, '\r\n'),
  /** Mentions, and numbers that GitHub makes links of. */
  called: (body: string) => body.match(/(?<![\w&])[@#](?=\w)\S+/g) ?? [],
  withoutFence: (body: string) => body.replace(/<!-- dutybound:end[^\n]*-->/, ''),
  parts(body: string): { block: string; below: string } {
    const end = /<!-- dutybound:end[^\n]*?-->/.exec(body);
    return end === null
      ? { block: body, below: '' }
      : { block: body.slice(0, end.index), below: body.slice(end.index + end[0].length) };
  },
};

/** @returns a webhook signed as GitHub signs it. */
export function signedWebhook(secret: string, event: string, payload: unknown): InboundRequest {
  const body = Buffer.from(JSON.stringify(payload));
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return { path: '', headers: { 'x-github-event': event, 'x-hub-signature-256': `sha256=${signature}` }, body };
}
