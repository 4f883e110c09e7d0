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
 * Fetches the files that were given in a ticket, and keeps their bytes; a link elsewhere is none.
 * @param given where they stand: the comments, or the text, with when each was written.
 * @returns by URL; undefined while one may still come: then nothing is judged yet.
 */
export async function fetchFiles(
  deps: Dependencies,
  ticket: Ticket,
  given: Pick<Ticket['comments'][number], 'at' | 'attachments'>[],
): Promise<Record<string, FetchedFile> | undefined> {
  const files: Record<string, FetchedFile> = {};
  for (const { at, attachments } of given) {
    for (const { id, url } of attachments) {
      if (id === undefined || files[url] !== undefined) continue;
      const file = await fetchFile(deps, ticket, url, at);
      if (file === undefined) return undefined;
      files[url] = file;
    }
  }
  return files;
}

/**
 * One that cannot be fetched for an hour after it was given counts as linked, not kept: one broken file must not hold a verdict.
 * @returns `null` where it is not kept, undefined while it may still come.
 */
async function fetchFile(
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
