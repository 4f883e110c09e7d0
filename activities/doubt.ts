import type { Reads } from '../register/register.ts';
import { earliest, type Instant, later, plusMs } from '../rules/time.ts';
import type { Dependencies } from './dependencies.ts';

/** A time of which the register knows nothing: between a backup and its restoring, or before a register that was made anew. */
export interface Gap {
  kind: 'restored' | 'adopted';
  /** The backup's instant; the beginning of time where no backup was left. */
  from: Instant;
  until: Instant;
  /** The backup. */
  file?: string;
}

/** Before any tracker. */
export const BEGINNING = '1970-01-01T00:00:00.000Z';

const KINDS = ['restored', 'adopted', 'surveyed'];
const MOST = 200;
/** A tracker's clock may differ from ours. */
const CLOCK_MARGIN_MS = 60_000;

/** What is unknown of a tracker until it was surveyed. */
export interface Doubt {
  from: Instant;
  until: Instant;
}

/** The record may have been written to in a time that the register has forgotten; nothing is decided before its tracker was surveyed. */
export class InDoubt extends Error {
  override readonly name = 'InDoubt';
}

/** @returns the gaps of the register, oldest first. */
export async function gapsOf(register: Reads): Promise<Gap[]> {
  return (await newest(register)).reverse().flatMap(({ kind, body }) => {
    if (kind === 'surveyed') return [];
    const { from, until, file } = body as { from: Instant; until: Instant; file?: string };
    return [{ kind: kind as Gap['kind'], from, until, ...(file && { file }) }];
  });
}

/** @returns what is unknown of a tracker, undefined if it was surveyed since the last gap, or if there never was one. */
export async function doubtOf(register: Reads, tracker: string): Promise<Doubt | undefined> {
  let doubt: Doubt | undefined;
  for (const { kind, body } of await newest(register)) {
    const { from, until, tracker: surveyed } = body as { from: Instant; until: Instant; tracker?: string };
    if (kind === 'surveyed' && surveyed === tracker) return doubt;
    if (kind === 'surveyed') continue;
    doubt = { from: earliest(doubt?.from, from) ?? from, until: later(doubt?.until ?? until, until) };
  }
  return doubt;
}

/**
 * @param opened when a ticket was created, by its tracker.
 * @returns until when the engine may have written into it, and answered people there, without the register's knowing: the end of the last
 * gap, if the ticket is older than that. This doubt never ends; it costs a look before each comment, and dies out with the tickets.
 */
export async function forgottenAt(register: Reads, opened: Instant | undefined): Promise<Instant | undefined> {
  if (opened === undefined) return undefined;
  return (await gapsOf(register)).map((gap) => plusMs(gap.until, CLOCK_MARGIN_MS)).findLast((until) => opened <= until);
}

/** Whether a record that is missing may have existed before a restore: a run that still follows it then just ends. */
export async function forgets(register: Reads): Promise<boolean> {
  return (await gapsOf(register)).length > 0;
}

/**
 * Whether a step has to wait until the tracker was surveyed. Where the tracker cannot be reached, or is no longer in the programme, it
 * goes on without a reading, so that a deadline that passes is told as unread.
 */
export async function isHeld({ register, trackers }: Dependencies, tracker: string): Promise<boolean> {
  if (!trackers.has(tracker) || (await doubtOf(register, tracker)) === undefined) return false;
  return (await register.breaker(tracker)) === undefined;
}

async function newest(register: Reads) {
  return register.events({ kinds: KINDS, limit: MOST, newestFirst: true, words: 'hashes' });
}
