import { REPO } from '../engine/harness/company.ts';
import { eventually, type SandboxTicket, said, tickets } from '../engine/harness/looking.ts';
import type { Site } from '../engine/harness/site.ts';

/** @returns the ticket with these words in its title, once it is there and its record knows it. */
export function titled(site: Site, words: string): Promise<SandboxTicket> {
  return eventually(site, `the ticket "${words}"`, async () => {
    const ticket = tickets(site).find((t) => t.title.includes(words));
    return ticket && (await site.register.byTicket('github', String(ticket.id))) ? ticket : undefined;
  });
}

/** Sam attaches a file and closes. */
export function handIn({ sandbox }: Site, { number }: SandboxTicket, file: string): void {
  sandbox.act.attach('sam-okoro', REPO, number, file, Buffer.from('user,role\n'));
  sandbox.act.close('sam-okoro', REPO, number, 'completed');
}

/** Mara accepts, once she is asked. */
export async function verified(site: Site, ticket: SandboxTicket): Promise<void> {
  await eventually(site, 'the verifier to be asked', () => said(ticket).some((s) => s.includes('handed this in')));
  site.sandbox.act.comment('mara-lindt', REPO, ticket.number, '/accept');
  await eventually(site, 'the ticket to be closed', () => said(ticket).some((s) => s.startsWith('Verified by')));
}
