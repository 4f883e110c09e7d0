import type { SandboxClient } from '../../sandbox/client.ts';
import type { Login } from './company.ts';
import { type Story, said } from './story.ts';
import type { Ticket, TicketComment, Tracker } from './tracker/tracker.ts';
import { until } from './until.ts';

/** What the chapters act on and look at. */
export interface Scene {
  story: Story;
  signal: AbortSignal;
  /** The company's trackers; tasks open in the first. */
  trackers: [Tracker, ...Tracker[]];
  sandbox: SandboxClient;
  /** The register's file. */
  register: string;
  /** Where its pages stand. */
  pages: string;
  /** Runs a command of dutybound to its end. @returns what it printed. @throws Error with its message if it fails. */
  dutybound(...args: string[]): Promise<string>;
  /** Process ids of the workers started so far, the latest last. */
  workers: number[];
}

/** @returns all tickets of all trackers. */
export async function tickets({ trackers }: Scene): Promise<Ticket[]> {
  return (await Promise.all(trackers.map((tracker) => tracker.tickets()))).flat();
}

/** @returns the tracker in which a ticket lives. */
export function homeOf({ trackers }: Scene, ticket: Ticket): Tracker {
  return trackers.find(({ kind }) => kind === ticket.tracker) ?? trackers[0];
}

/** Waits for a ticket whose title begins so. */
export function opened(scene: Scene, title: string, seconds = 30): Promise<Ticket> {
  const look = async () => (await tickets(scene)).find((ticket) => ticket.title.startsWith(title));
  return until(`a ticket "${title} …"`, look, scene.signal, seconds);
}

/** @returns a ticket as it is now. */
export async function now(scene: Scene, { name }: Ticket): Promise<Ticket | undefined> {
  return (await tickets(scene)).find((ticket) => ticket.name === name);
}

/** Waits for a comment of dutybound on a ticket. @returns what it says. */
export async function answer(scene: Scene, ticket: Ticket, words: string, seconds = 30): Promise<string> {
  const look = async () => (await answersOn(scene, ticket)).find(({ text }) => text.includes(words));
  const found = await until(`dutybound's comment "… ${words} …" on ${ticket.name}`, look, scene.signal, seconds);
  return said(found.text);
}

/** @returns the comments that dutybound wrote on a ticket so far. */
export async function answersOn(scene: Scene, ticket: Ticket): Promise<TicketComment[]> {
  return (await homeOf(scene, ticket).commentsOn(ticket)).filter(({ ours }) => ours);
}

/** Somebody writes a comment. */
export async function comments(scene: Scene, login: Login, ticket: Ticket, text: string): Promise<void> {
  await scene.sandbox.act.comment(login, homeOf(scene, ticket).place, ticket.number, text);
}

/** Somebody closes a ticket as done. */
export async function closes(scene: Scene, login: Login, ticket: Ticket): Promise<void> {
  await scene.sandbox.act.close(login, homeOf(scene, ticket).place, ticket.number, 'completed');
}
