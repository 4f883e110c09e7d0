import { TrackerError } from '../integrations/tickets/errors.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import { closingOf } from '../rules/task/closing.ts';
import { heard } from '../rules/acts.ts';
import type { ActionOutcome } from '../rules/nonconformity/outcome.ts';
import type { Seen as NonconformitySeen } from '../rules/nonconformity/seen.ts';
import type { NonconformityState } from '../rules/nonconformity/state.ts';
import type { Organisation } from '../rules/organisation.ts';
import type { FetchedFile, Seen } from '../rules/task/seen.ts';
import type { TaskState } from '../rules/task/state.ts';
import type { Thread } from '../rules/thread.ts';
import type { Ticket } from '../rules/ticket.ts';
import type { Dependencies } from './dependencies.ts';
import { followUpKey } from './raise.ts';

/** @returns what a tracker says of a ticket now; why it could not be read stands in the answer, nothing is thrown for it. */
export async function readTicket(deps: Dependencies, tracker: string, thread: Thread): Promise<Seen['reading']> {
  if (!thread.ref) return undefined;
  try {
    const reading = await trackerOf(deps, tracker).read(thread.ref);
    if ('unchanged' in reading) throw new Error(`${tracker} answered "unchanged" although nothing was asked since.`);
    return reading;
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    const { kind } = error.fault;
    deps.log('ticket could not be read', { tracker, ticket: thread.ref.number, kind, error: error.message });
    return { unread: kind === 'rate-limited' || kind === 'unauthorised' || kind === 'refused' ? kind : 'unreachable' };
  }
}

/** @returns what a step of a task sees: the ticket, and, where it may be a submission, the files and a snapshot, kept as blobs. */
export async function seeTask(deps: Dependencies, state: TaskState, org: Organisation): Promise<Seen> {
  const reading = await readTicket(deps, state.terms.tracker, state.thread);
  const followUp = await followUpOf(deps, state, org);
  const seen: Seen = {
    ...(followUp && { followUp }), files: {}, asserted: [], othersReadable: reading !== undefined && !('unread' in reading), ...(reading && { reading }) };
  if (!reading || 'unread' in reading || 'gone' in reading || !maybeSubmission(state, reading, org)) return seen;
  seen.files = await fetchFiles(deps, state, reading);
  seen.snapshot = await deps.register.putBlob(Buffer.from(JSON.stringify(reading)), 'application/json');
  return seen;
}

/** @returns what a step of a nonconformity sees: its own ticket, and how far its tasks are. */
export async function seeNonconformity(deps: Dependencies, state: NonconformityState, actions: ActionOutcome[]): Promise<NonconformitySeen> {
  const reading = await readTicket(deps, state.terms.tracker, state.thread);
  return { actions, asserted: [], othersReadable: reading !== undefined && !('unread' in reading), ...(reading && { reading }) };
}

/** The nonconformity that follows a missed task up, once its ticket can be named. */
async function followUpOf(deps: Dependencies, state: TaskState, org: Organisation): Promise<Seen['followUp']> {
  if (!state.missed || state.missed.nonconformity) return undefined;
  const key = followUpKey(org.programme.instance, state, 'missed');
  const found = await deps.register.load<NonconformityState>('nonconformity', key);
  const number = found?.state.thread.ref?.number;
  return found && number ? { key, display: found.state.terms.display, number } : undefined;
}

/** @returns the tracker's adapter. @throws Error if the programme no longer has it. */
export function trackerOf(deps: Dependencies, id: string): Tickets {
  const found = deps.trackers.get(id);
  if (found) return found;
  throw new Error(`No tracker ${id} is set up; there are: ${[...deps.trackers.keys()].join(', ')}. Restart after apply.`);
}

function maybeSubmission(state: TaskState, ticket: Ticket, org: Organisation): boolean {
  if (state.stage !== 'open') return false;
  const { acts } = heard(state.thread, ticket, [], org);
  return closingOf(state, ticket, acts, org) !== undefined;
}

async function fetchFiles(deps: Dependencies, state: TaskState, ticket: Ticket): Promise<Record<string, FetchedFile>> {
  const since = state.thread.openedAt ?? ticket.createdAt;
  const urls = ticket.comments
    .filter((c) => c.at >= since && !c.key)
    .flatMap((c) => c.attachments.filter((a) => a.id !== undefined).map((a) => a.url));
  const files: Record<string, FetchedFile> = {};
  for (const url of new Set(urls)) files[url] = await fetchFile(deps, ticket, url);
  return files;
}

async function fetchFile(deps: Dependencies, ticket: Ticket, url: string): Promise<FetchedFile> {
  const found = await trackerOf(deps, ticket.ref.tracker).attachment(ticket.ref, url);
  if (!found) return null;
  return { blob: await deps.register.putBlob(found.bytes, found.media), size: found.bytes.length };
}
