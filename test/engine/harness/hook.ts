import { createHmac } from 'node:crypto';
import { ADMIN_TOKEN, HOOK_SECRET, REPO } from './company.ts';
import type { SandboxTicket } from './looking.ts';
import type { Site } from './site.ts';

/** Sets up a webhook, as an administrator does. */
export async function announceTo(
  { sandbox }: Site,
  intake: string,
  repository = REPO,
  tracker = 'github',
): Promise<void> {
  const config = { url: hookUrl(intake, tracker), secret: HOOK_SECRET, content_type: 'json' };
  const answer = await fetch(`${sandbox.apiUrl}/repos/${repository}/hooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'user-agent': 'test', 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'web', active: true, events: ['issues', 'issue_comment'], config }),
  });
  if (answer.status !== 201) throw new Error(`no webhook: ${answer.status} ${await answer.text()}`);
}

/** @returns where a tracker's webhook goes. */
export function hookUrl(intake: string, tracker = 'github'): string {
  return `${intake}/hooks/${tracker}`;
}

/** Posts a delivery of one's own making. @returns status and body of the answer. */
export async function post(
  url: string,
  body: string | Buffer,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  const bytes = typeof body === 'string' ? body : new Uint8Array(body);
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-github-event': 'issues', ...headers },
    body: bytes,
  });
  return { status: answer.status, body: await answer.text() };
}

/** @returns the header that GitHub signs a body with. */
export function signature(body: string | Buffer, secret = HOOK_SECRET): Record<string, string> {
  return { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
}

/** @returns the body of a delivery that tells of a change in a ticket. */
export function announcementOf(ticket: SandboxTicket, action: string, sender: string): string {
  const { repository, id, number, updatedAt } = ticket;
  const person = ticket.assignees.find((p) => p.login === sender);
  return JSON.stringify({
    action,
    issue: { id, number, updated_at: `${new Date(updatedAt).toISOString().slice(0, 19)}Z` },
    repository: { full_name: `${repository.owner}/${repository.name}` },
    sender: { id: person?.id, login: sender },
  });
}
