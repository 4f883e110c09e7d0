import type { SandboxClient } from '../../../sandbox/client.ts';
import type { Login } from '../company.ts';
import type { TrackerKind } from '../living.ts';

/** A ticket, as far as the story reads it. */
export interface Ticket {
  tracker: TrackerKind;
  /** As people call it and the register writes it: `#4`, `ISMS-4`. */
  name: string;
  number: number;
  title: string;
  /** What its description says, each paragraph and item on a line. */
  text: string;
  isOpen: boolean;
  labels: string[];
  /** Login of whoever it is assigned to. */
  assignee?: string;
  /** Keys by which dutybound knows it again; [] where somebody else opened it. */
  keys: string[];
}

export interface TicketComment {
  id: string;
  text: string;
  /** Whether dutybound's account wrote it. */
  ours: boolean;
  /** By which dutybound knows it again. */
  key?: string;
}

/** Where a tracker's API stands, and who reads it. */
export interface TrackerAddress {
  kind: TrackerKind;
  /** GitHub: the API's root; Jira: the site. */
  api: string;
  token: string;
}

/** A tracker as the story and its checks use it; each call throws an Error that names the path and the status. */
export interface Tracker {
  kind: TrackerKind;
  /** Repository or project. */
  place: string;
  /** What people type before a command. */
  prefix: '/' | '!';
  /** Path of the call that opens a ticket, as a regular expression. */
  creates: string;
  /** What people do with a file. */
  handsOver: 'links' | 'attaches';
  /** @returns all tickets, the oldest first. */
  tickets(): Promise<Ticket[]>;
  commentsOn(ticket: Ticket): Promise<TicketComment[]>;
  /** Sets up a webhook, as an administrator does. */
  announceTo(sandbox: SandboxClient, url: string, secret: string): Promise<void>;
  /** Somebody hands a file in, with some words. */
  handOver(
    sandbox: SandboxClient,
    login: Login,
    ticket: Ticket,
    file: string,
    content: string,
    words: string,
  ): Promise<void>;
}

const TIMEOUT_MS = 10_000;

/** Asks a tracker over plain HTTP. @returns what it answered. @throws Error unless it took the call. */
export async function ask(url: string, init: RequestInit): Promise<unknown> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!answer.ok)
    throw new Error(`${init.method ?? 'GET'} ${url}: the tracker answered ${answer.status} ${await answer.text()}`);
  return answer.json();
}
