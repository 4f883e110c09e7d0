import { TrackerError } from '../../integrations/tickets/errors.ts';
import type { Sealed } from '../../register/blobs.ts';
import type { FetchedFile } from '../../rules/task/seen.ts';
import type { Ticket } from '../../rules/ticket.ts';
import { earliest, type Instant, later, msBetween, plusMs } from '../../rules/time.ts';
import { noteOutage } from '../delivery/outage.ts';
import type { Dependencies } from '../dependencies.ts';
import { reasonOf } from '../reason.ts';
import { trackerOf } from '../tracker-of.ts';

const FETCHED_WITHIN_MS = 3_600_000;
/** What is written into an open ticket for longer than this after a file was given does not wait for the file. */
const CHANGED_WITHIN_MS = 604_800_000;
/** Bytes that one step holds in memory. */
const MOST_HELD = 100 * 1024 * 1024;

/** What a step sees, and the bytes in it, which are stored once a decision names them. */
export interface Sight<S> {
  seen: S;
  sealed: Sealed[];
}

/** Files of a ticket. */
export interface Fetched {
  /** By URL. */
  files: Record<string, FetchedFile>;
  /** Their bytes; what goes beyond the memory of a step is stored already, and not among these. */
  sealed: Sealed[];
}

/**
 * Fetches the files that were given in a ticket; a link elsewhere is none.
 * @param given where they stand: the comments, or the text, with when each was written. @param most bytes that are held in memory.
 * @returns undefined while one may still come: then nothing is judged yet.
 */
export async function fetchFiles(
  deps: Dependencies,
  ticket: Ticket,
  given: Pick<Ticket['comments'][number], 'at' | 'editedAt' | 'attachments'>[],
  most = MOST_HELD,
): Promise<Fetched | undefined> {
  const files: Record<string, FetchedFile> = {};
  const sealed: Sealed[] = [];
  let held = 0;
  for (const { at, editedAt, attachments } of given) {
    for (const { id, url } of attachments) {
      if (id === undefined || files[url] !== undefined) continue;
      const file = await fetchFile(deps, ticket, url, handedIn(ticket, editedAt ?? at));
      if (file === undefined) return undefined;
      held += file?.bytes.length ?? 0;
      files[url] = file && (await keptAs(deps, file, held <= most ? sealed : undefined));
    }
  }
  return { files, sealed };
}

/** @param sealed where its bytes are held; without it they are stored at once. */
async function keptAs(
  { register }: Dependencies,
  { bytes, media }: { bytes: Buffer; media: string },
  sealed: Sealed[] | undefined,
): Promise<FetchedFile> {
  const size = bytes.length;
  if (!sealed) return { blob: await register.putBlob(bytes, media), size };
  const one = register.seal(bytes, media);
  sealed.push(one);
  return { blob: one.hash, size };
}

/**
 * @param given when the file was. @returns since when it is to be judged: nobody tries to fetch it before the ticket is closed, or a word
 * in it hands it in.
 */
function handedIn({ closed, updated }: Ticket, given: Instant): Instant {
  const since = closed?.at ?? earliest(updated, plusMs(given, CHANGED_WITHIN_MS)) ?? given;
  return later(given, since);
}

/**
 * One that cannot be fetched for an hour after it was handed in counts as linked, not kept: one broken file must not hold a verdict. A
 * tracker that asks for less says nothing of the file.
 * @param since when it was handed in. @returns `null` where it is not kept, undefined while it may still come.
 */
async function fetchFile(
  deps: Dependencies,
  ticket: Ticket,
  url: string,
  since: Instant,
): Promise<{ bytes: Buffer; media: string } | null | undefined> {
  try {
    return (await trackerOf(deps, ticket.ref.tracker).attachment(ticket.ref, url)) ?? null;
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    // One file that is silent or closed says nothing of the tracker; that it asks for less does.
    const isLimited = error.fault.kind === 'rate-limited';
    if (isLimited) await noteOutage(deps, ticket.ref.tracker, error);
    deps.log('evidence could not be fetched', { ticket: ticket.ref.number, ...reasonOf(error) }, 'warn');
    return !isLimited && msBetween(since, deps.clock()) > FETCHED_WITHIN_MS ? null : undefined;
  }
}
