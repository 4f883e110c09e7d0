import { cadences, type InCadence } from '../plan/cadences.ts';
import type { Programme } from '../programme.ts';
import type { Instant } from '../time.ts';
import { compare, effective } from '../weakening.ts';
import { type Said, saidChanges } from '../wording/difference.ts';
import { type AskedBefore, withoutPurpose } from './asked.ts';

/** The newest version, and what of it waits for top management. */
export interface Newest extends InCadence {
  version: number;
  /** Paths of changes that wait, with the programme they would make. */
  pending?: { paths: string[]; programme: Programme; denied?: true };
}

/** What applying a programme puts in force. */
export interface AfterApplying {
  /** Weakened keys have their old values: nobody approved them yet. */
  inForce: InCadence;
  /** Every change, with those that need top management marked `pending`. */
  changes: Said[];
  /** Those that need a purpose, for nobody gave one yet. */
  unexplained: Said[];
}

/**
 * Decides what a version puts in force: all of it, but for what gets weaker, which keeps its old values until top management approves
 * (domain, section 3; ISO/IEC 27001, 6.3).
 * @param current undefined before the first version: then everything is in force at once.
 */
export function inForceAfter(current: Newest | undefined, programme: Programme, now: Instant): AfterApplying {
  const fresh = { at: now, version: (current?.version ?? 0) + 1 };
  const changes = current ? saidChanges(compare(current.programme, programme, now), current.programme, programme) : [];
  const waiting = changes.filter((c) => c.pending);
  const paths = waiting.map((c) => c.path);
  const kept = current && paths.length > 0 ? effective(current.programme, programme, paths) : programme;
  return {
    inForce: { programme: kept, applied: cadences(current, kept, fresh) },
    changes,
    unexplained: withoutPurpose(waiting, current && askedBefore(current, now)),
  };
}

function askedBefore({ programme, pending }: Newest, now: Instant): AskedBefore | undefined {
  if (!pending) return undefined;
  const changes = compare(programme, pending.programme, now).filter((c) => pending.paths.includes(c.path));
  return { changes, denied: pending.denied === true };
}
