import { TrackerError } from '../integrations/tickets/errors.ts';
import type { RecordName } from '../register/records.ts';
import { plusMs } from '../rules/time.ts';
import type { Dependencies } from './dependencies.ts';
import { currentProgramme } from './organisation.ts';
import { trackerOf } from './read-ticket.ts';

/** Asked again this far back: lists lag, and clocks are whole seconds. */
const OVERLAP_MS = 120_000;
const PAUSE_MS = 30_000;

/** What one sweep found. */
export interface Swept {
  woken: number;
  /** When to sweep again, ms from now. */
  pause: number;
}

/**
 * Asks a tracker what changed since the last sweep and wakes those records: finds what webhooks lost. A change looked at before is not
 * looked at again. An unreachable tracker ends the sweep without moving the watermark.
 */
export async function sweep(deps: Dependencies, tracker: string): Promise<Swept> {
  const current = await currentProgramme(deps.register);
  const configured = current?.programme.trackers.find((t) => t.id === tracker);
  const pause = configured?.sweepEvery ?? PAUSE_MS;
  const now = deps.clock();
  const since = (await deps.register.watermark(tracker)) ?? plusMs(now, -OVERLAP_MS);
  try {
    const changed = await trackerOf(deps, tracker).changedSince(plusMs(since, -OVERLAP_MS));
    const seen = await deps.register.seen(
      tracker,
      changed.map((c) => c.ticket.id),
    );
    const fresh = changed.filter((c) => seen.get(c.ticket.id) !== c.updated);
    const names = await Promise.all(fresh.map((c) => deps.register.byTicket(tracker, c.ticket.id)));
    const found = names.filter((n): n is RecordName => n !== undefined);
    await deps.wake(found);
    await deps.register.write(async (tx) => {
      await tx.markSeen(
        tracker,
        fresh.map((c) => ({ ticket: c.ticket.id, updated: c.updated })),
      );
      await tx.setWatermark(tracker, now);
    });
    return { woken: found.length, pause };
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    deps.log('sweep could not ask', { tracker, kind: error.fault.kind, error: error.message });
    return { woken: 0, pause };
  }
}
