import { setTimeout as pause } from 'node:timers/promises';
import { markOf } from '../../../integrations/tickets/github/markdown/comment-mark.ts';
import { parseFence } from '../../../integrations/tickets/github/markdown/fence.ts';
import type { StoredEffect } from '../../../register/effects.ts';
import type { Row } from '../../../register/records.ts';
import type { Register } from '../../../register/register.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { ENGINE, REPO } from './company.ts';
import type { Site } from './site.ts';
import { until } from './until.ts';

/** How a sweep, or the look-up before an opening, asks for tickets. */
export const LISTING = 'GET /repos/:owner/:repo/issues';

/** A doorbell rings two seconds after what it tells of. */
const QUIET_MS = 3_000;

type Repository = Sandbox['store']['repositories'][number];
export type SandboxTicket = Repository['tickets'] extends Map<number, infer T> ? T : never;

/** @returns all tickets of a repository, deleted ones included. */
export function tickets({ sandbox }: Site, repository = REPO): SandboxTicket[] {
  const found = sandbox.store.repositories.find((r) => `${r.owner}/${r.name}` === repository);
  return [...(found?.tickets.values() ?? [])];
}

/** @returns the key that each ticket carries, sorted; one that carries none counts as `none`. */
export function keysOf(all: SandboxTicket[]): string[] {
  return all.map((t) => parseFence(t.body ?? '')?.key ?? 'none').sort();
}

/** @returns what the engine said in a ticket, without its marks. */
export function said(ticket: SandboxTicket): string[] {
  return ticket.comments.filter((c) => c.author.login === ENGINE).map((c) => c.body.replace(/\n\n<!--.*$/s, ''));
}

/** @returns the marks of all comments that the engine wrote. */
export function commentKeys(all: SandboxTicket[]): string[] {
  return all.flatMap((t) => t.comments).flatMap((c) => markOf(c.body) ?? []);
}

/** @returns those that occur more than once. */
export function repeated(names: string[]): string[] {
  return names.filter((name, i) => names.indexOf(name) !== i);
}

/** @returns all tasks' rows. */
export function tasks(register: Register): Promise<Row[]> {
  return register.rows('task', {}, { limit: 500 });
}

/** @returns what still waits in the outbox. */
export function waiting(register: Register): Promise<StoredEffect[]> {
  return register.effects({ states: ['pending', 'leased', 'failed'] }, 500);
}

/** @returns how things stand, for the message of a test that waited in vain. */
export async function glance(site: Site) {
  const rows = await tasks(site.register);
  const effects = await waiting(site.register);
  return {
    tickets: site.sandbox.store.repositories.flatMap((r) =>
      [...r.tickets.values()].map((t) => `${r.name}#${t.number} ${t.state} ${said(t).length} said`),
    ),
    tasks: rows.map(
      (r) => `${r.columns.display} ${r.columns.ticket_number} ${r.columns.state} ${r.columns.blocked ?? ''}`,
    ),
    effects: effects.map((e) => `${e.key} ${e.state} ${e.attempts} ${e.notBefore} ${e.lastError ?? ''}`),
    log: site.logged.slice(-20),
  };
}

/** Waits until `look` finds something; fails with how things stand. */
export function eventually<T>(
  site: Site,
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  seconds?: number,
): Promise<T> {
  return until(what, look, () => glance(site), seconds);
}

/** @returns the ticket of the duty with this id, once it is there and the register knows it. */
export function ticketOf(site: Site, dutyId: string, repository = REPO): Promise<SandboxTicket> {
  return eventually(site, `the ticket of ${dutyId}`, async () => {
    const [row] = await site.register.rows('task', { duty: dutyId }, { limit: 1 });
    return tickets(site, repository).find((t) => String(t.id) === row?.columns.ticket_id);
  });
}

/** Waits until nothing calls the tracker any more, sweeps aside. */
export async function quiet({ sandbox }: Site): Promise<void> {
  const isListing = ({ method, route }: { method: string; route: string }) =>
    `${method} ${route}` === LISTING || route.endsWith('/search/jql');
  const mattering = () => sandbox.writeLog.calls().filter((call) => !isListing(call));
  const count = () => mattering().reduce((sum, c) => sum + c.count, 0);
  await until(
    'the tracker to be left alone',
    async () => {
      const before = count();
      await pause(QUIET_MS);
      return count() === before;
    },
    mattering,
  );
}
