import type { StoredEffect } from '../../../register/effects.ts';
import type { LoggedEvent } from '../../../register/log.ts';
import { allPages, type Loaded, type Row } from '../../../register/records.ts';
import type { Register } from '../../../register/register.ts';
import type { NonconformityState } from '../../../rules/nonconformity/state.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import type { Expectation } from '../expectation.ts';
import { allTickets, type SandboxTicket } from '../scene.ts';

/** Everything that a verdict rests on: the tracker's own store, the mailbox, and the register, read afresh. */
export interface Facts {
  expectations: Expectation[];
  /** Whether the register went back to a backup: what was written in between stands in the tracker, and the register knows nothing of it. */
  gap: boolean;
  tickets: SandboxTicket[];
  mails: readonly { id: string; to: readonly string[]; subject: string; text: string }[];
  tasks: Loaded<TaskState>[];
  ncs: Loaded<NonconformityState>[];
  occurrences: Row[];
  effects: StoredEffect[];
  events: LoggedEvent[];
  /** When the programme began, epoch ms. */
  begin: number;
  /** How far the tracker's clock was ahead of ours when it created a ticket, ms, by the ticket's id. */
  aheadAt: (ticketId: string) => number;
  /** When all this was read, by the clock that is behind, epoch ms. */
  now: number;
}

/** Where facts come from. */
export interface Case extends Pick<Facts, 'expectations' | 'gap' | 'begin' | 'aheadAt'> {
  register: Register;
  sandbox: Sandbox;
}

const MOST = 10_000;

/** Reads it all. */
export async function factsOf({ register, sandbox, ...told }: Case): Promise<Facts> {
  return {
    ...told,
    tickets: allTickets({ sandbox }),
    mails: sandbox.mailbox.mails(),
    tasks: await allPages((page) => register.loadRows<TaskState>('task', {}, page)),
    ncs: await allPages((page) => register.loadRows<NonconformityState>('nonconformity', {}, page)),
    occurrences: await allPages((page) => register.rows('occurrence', {}, page)),
    effects: await register.effects({}, MOST),
    events: await register.events({ limit: MOST }),
    now: Math.min(Date.now(), sandbox.clock.now()),
  };
}

/** What is amiss, by kind; three empty lists are a seed that holds. */
export interface Verdict {
  lost: string[];
  doubled: string[];
  wrong: string[];
}

/**
 * Whether a ticket was deleted before the engine heard that it had opened it: the answer was lost, and a deleted ticket is in no list.
 * Nobody can know of it then, so the next one has the same key and replaces nothing.
 */
export function isUnheard({ events }: Facts, { id, gone }: SandboxTicket): boolean {
  const names = ({ kind, body }: LoggedEvent) => kind === 'opened' && (body.ref as { id?: string }).id === String(id);
  return gone !== null && !events.some(names);
}

/** @returns those that occur more than once, each once. */
export function repeated(names: string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}
