import { currentProgramme } from '../../activities/organisation.ts';
import { newBody } from '../../integrations/tickets/github/edit-plan.ts';
import type { Draft, TicketRef } from '../../rules/ticket.ts';
import { ENGINE, REPOSITORY, TRACKER } from '../site/company.ts';
import type { Site } from '../site/site.ts';
import { type Filled, fill } from './fill.ts';
import { inForce } from './population.ts';
import { populationText } from './programme.ts';

/** Fills a site with open tasks that have their tickets in the sandbox, all of them at rest. */
export async function populateSite(site: Site, open: number): Promise<Filled> {
  const { sandbox, register, installation } = site;
  await site.apply(populationText({ open, weeks: 0 }, sandbox.apiUrl, Date.now()));
  const current = inForce(await currentProgramme(register));
  const now = new Date().toISOString();
  const path = installation.registerUrl.slice('sqlite:'.length);
  return fill(path, current, { begin: now, now }, (draft) => ticketOf(site, draft));
}

/** Opens the ticket as the engine's own account would have. */
async function ticketOf({ sandbox }: Site, draft: Draft): Promise<TicketRef> {
  const { title, labels, assignee } = draft;
  const issue = { title, labels, body: newBody(draft), assignees: assignee ? [assignee] : [] };
  const { id, number, url } = await sandbox.client.act.createIssue(ENGINE, REPOSITORY, issue);
  return { tracker: TRACKER, id: `${id}`, number: `#${number}`, url };
}

/** Has all of these tasks want their next step now, as after a change of who is chased. @returns the instant. */
export async function wantSteps({ register }: Site, keys: string[]): Promise<string> {
  const now = new Date().toISOString();
  await register.write(async (tx) => {
    for (const key of keys) await tx.hint('task', key, { wake_at: now });
  });
  return now;
}
