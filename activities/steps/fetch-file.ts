import { TrackerError } from '../../integrations/tickets/errors.ts';
import type { FetchedFile } from '../../rules/task/seen.ts';
import type { Ticket } from '../../rules/ticket.ts';
import { type Instant, msBetween } from '../../rules/time.ts';
import { noteOutage } from '../delivery/outage.ts';
import type { Dependencies } from '../dependencies.ts';
import { reasonOf } from '../reason.ts';
import { trackerOf } from '../tracker-of.ts';

const FETCHED_WITHIN_MS = 3_600_000;

/**
 * Fetches a file that stands in a ticket, and keeps its bytes. One that cannot be fetched for an hour after it was given counts as linked,
 * not kept: one broken file must not hold a verdict.
 * @returns `null` where it is not kept, undefined while it may still come: then nothing is judged yet.
 */
export async function fetchFile(
  deps: Dependencies,
  ticket: Ticket,
  url: string,
  given: Instant,
): Promise<FetchedFile | undefined> {
  try {
    const found = await trackerOf(deps, ticket.ref.tracker).attachment(ticket.ref, url);
    if (!found) return null;
    return { blob: await deps.register.putBlob(found.bytes, found.media), size: found.bytes.length };
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    // One file that is silent or closed says nothing of the tracker; that it asks for less does.
    if (error.fault.kind === 'rate-limited') await noteOutage(deps, ticket.ref.tracker, error);
    deps.log('evidence could not be fetched', { ticket: ticket.ref.number, ...reasonOf(error) }, 'warn');
    return msBetween(given, deps.clock()) > FETCHED_WITHIN_MS ? null : undefined;
  }
}
