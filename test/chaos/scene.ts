import { setTimeout as pause } from 'node:timers/promises';
import { parseFence } from '../../integrations/tickets/github/markdown/fence.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { ENGINE, REPO } from '../engine/harness/company.ts';
import { logins, type PersonId, STRANGER } from './cast.ts';
import type { PlayedDuty } from './duties.ts';

type Repository = Sandbox['store']['repositories'][number];
export type SandboxTicket = Repository['tickets'] extends Map<number, infer T> ? T : never;

/** What all plots of a seed share. */
export interface Scene {
  readonly sandbox: Sandbox;
  /** When the programme begins, epoch ms. */
  readonly begin: number;
  /** Aborted when the story has to end. */
  readonly signal: AbortSignal;
  tell(line: string): void;
}

const POLL_MS = 100;
/** How long people wait for an answer of the engine before they give up, ms: beyond all faults and their time-outs. */
const PATIENCE_MS = 300_000;
/** Nobody reacts before the tracker's clock is past what they react to: it may have been moved back meanwhile. */
const BEYOND_MS = 1_100;

/** Looks again and again. @throws Error once patience is over, naming what was waited for. */
export async function awaited<T>(
  scene: Scene,
  what: string,
  look: () => T | undefined | false,
  ms = PATIENCE_MS,
): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    scene.signal.throwIfAborted();
    if (performance.now() > deadline) throw new Error(`waited ${ms / 1000} s in vain for ${what}`);
    await pause(POLL_MS);
  }
}

/** Waits for an instant of the tracker's clock, epoch ms. */
export function untilClock(scene: Scene, at: number): Promise<true> {
  return awaited(scene, `the tracker's clock to be at ${iso(at)}`, () => scene.sandbox.clock.now() >= at);
}

/** @returns every ticket there ever was, deleted ones included. */
export function allTickets({ sandbox }: Pick<Scene, 'sandbox'>): SandboxTicket[] {
  const found = sandbox.store.repositories.find((r) => `${r.owner}/${r.name}` === REPO);
  return [...(found?.tickets.values() ?? [])];
}

/** @returns what the engine said in a ticket, without its marks. */
export function said(ticket: SandboxTicket): string[] {
  return ticket.comments.filter((c) => c.author.login === ENGINE).map((c) => c.body.replace(/\n\n<!--.*$/s, ''));
}

/** @returns the key that a ticket carries. */
export function keyOf(ticket: SandboxTicket): string | undefined {
  return ticket.author.login === ENGINE ? parseFence(ticket.body ?? '')?.key : undefined;
}

/** @returns the ticket of a duty, or of the nonconformity that follows it up, as it stands; undefined while there is none. */
export function ticketOf(scene: Scene, duty: PlayedDuty, of: 'task' | 'nc' = 'task'): SandboxTicket | undefined {
  const named = ({ title }: SandboxTicket) =>
    of === 'task' ? title.startsWith(`${duty.title},`) : /^NC-/.test(title) && title.includes(`: ${duty.title},`);
  return allTickets(scene).find((t) => !t.gone && named(t));
}

/** Waits until the tracker's clock is past everything that can be seen in a ticket. */
export function beyond(scene: Scene, ticket: SandboxTicket): Promise<true> {
  const last = () =>
    Math.max(ticket.updatedAt, ...ticket.comments.map((c) => c.createdAt), ...ticket.events.map((e) => e.at));
  return awaited(
    scene,
    `the tracker's clock to be past #${ticket.number}`,
    () => scene.sandbox.clock.now() > last() + BEYOND_MS,
  );
}

/** What a person can do with a ticket; each tells of itself, and @returns when it was done, epoch ms of the tracker's clock. */
export function hand(scene: Scene, who: PersonId | 'stranger') {
  const { act, clock } = scene.sandbox;
  const login = who === 'stranger' ? STRANGER : logins[who];
  const done = (number: number, what: string): number => {
    const at = clock.now();
    scene.tell(`${iso(at)} ${who} ${what} #${number}`);
    return at;
  };
  return {
    says(ticket: SandboxTicket, text: string) {
      act.comment(login, REPO, ticket.number, text);
      return done(ticket.number, `writes "${text}" on`);
    },
    attaches(ticket: SandboxTicket, name: string) {
      act.attach(login, REPO, ticket.number, name, Buffer.from(`user,role\n${name},reader\n`));
      return done(ticket.number, `attaches ${name} to`);
    },
    closes(ticket: SandboxTicket, reason: 'completed' | 'not_planned' = 'completed') {
      act.close(login, REPO, ticket.number, reason);
      return done(ticket.number, `closes (${reason})`);
    },
    reopens(ticket: SandboxTicket) {
      act.reopen(login, REPO, ticket.number);
      return done(ticket.number, 'reopens');
    },
    deletes(ticket: SandboxTicket) {
      act.deleteIssue(login, REPO, ticket.number);
      return done(ticket.number, 'deletes');
    },
    assigns(ticket: SandboxTicket, to: PersonId) {
      for (const { login: former } of ticket.assignees) act.unassign(login, REPO, ticket.number, former);
      act.assign(login, REPO, ticket.number, logins[to]);
      return done(ticket.number, `assigns ${to} to`);
    },
    edits(ticket: SandboxTicket, body: string) {
      act.editBody(login, REPO, ticket.number, body);
      return done(ticket.number, 'edits the text of');
    },
  };
}

/** @returns an instant as text. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}
