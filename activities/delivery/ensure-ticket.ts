import type { Tickets } from '../../integrations/tickets/port.ts';
import type { WriteLimits } from '../../register/budget.ts';
import type { Lease } from '../../register/leases.ts';
import type { Effect } from '../../rules/effect.ts';
import type { Organisation } from '../../rules/organisation.ts';
import { type Rewriting, rewritingLeft, saidToBeLast } from '../../rules/rewriting.ts';
import { closingOf } from '../../rules/task/closing.ts';
import type { Reading } from '../../rules/ticket.ts';
import type { Instant } from '../../rules/time.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadOrganisation } from '../organisation.ts';
import { draftOf, loadTicketed, parentOf, type Ticketed } from '../records.ts';
import { adopted } from '../tickets/adoption.ts';
import { tellOpened } from '../tickets/opened.ts';
import { trackerOf } from '../tracker-of.ts';
import { hasRunOut, settle, unblock, untilOf } from './sent.ts';
import { type Written, writtenIn } from './written.ts';

/** What is to be written at once is more than the budget allows now; nothing was written. */
export class OverBudget extends Error {
  override readonly name = 'OverBudget';
  readonly until: Instant;

  constructor(message: string, until: Instant) {
    super(message);
    this.until = until;
  }
}

/**
 * Opens the record's ticket, or makes it as the record's state says. @param justRead, limits as for `deliverEffect`.
 * @throws TrackerError, OverBudget, InDoubt.
 */
export async function ensureTicket(
  deps: Dependencies,
  lease: Lease,
  effect: Effect & { kind: 'ensure' },
  { justRead, limits }: { justRead: boolean; limits: WriteLimits | undefined },
): Promise<void> {
  const org = await loadOrganisation(deps.register, deps.clock());
  const record = await loadTicketed(deps.register, lease.record);
  const { thread } = record.row.state;
  if (!thread.ref && (await adopted(deps, lease, record))) return;
  const tickets = trackerOf(deps, lease.tracker);
  const reading = await beforeReopening(tickets, record, effect);
  const reopen = effect.reopen && !(reading && isClosedAnew(record, reading, org));
  const draft = draftOf(record, org, { ...effect, reopen });
  const parent = await parentOf(deps.register, record);
  const before = writtenIn(record.row.hints);
  const fresh = draft.heard.filter((id) => !before?.heard.includes(id));
  const heard = await affordable(deps, lease, fresh, limits);
  const rewrites = thread.ref ? (before?.rewrites ?? 0) : 0;
  const rewriting = effect.must || effect.takeOver ? 'free' : rewritingAt(tickets, record, rewrites);
  const block = rewriting === 'last' ? saidToBeLast(draft.block) : draft.block;
  const { ref, created, at, updated, writes, rewritten } = await tickets.ensure(
    {
      ...draft,
      block,
      ...(parent && { parent }),
      ...(effect.takeOver && { takeOver: true as const }),
      ...(effect.over && { over: effect.over }),
      ...((justRead || reading) && { justRead: true as const }),
      ...(rewriting === 'none' && { keepBlock: true as const }),
      heard,
      ...(before && { lastWritten: before.block }),
      ...triedBefore(deps, lease),
    },
    thread.ref,
    untilOf(lease),
  );
  const written: Written = {
    block: rewriting === 'none' && before ? before.block : block,
    heard: [...(before?.heard ?? []), ...heard],
    rewrites: rewrites + (rewritten ? 1 : 0),
    ...(draft.due && { due: draft.due }),
  };
  await deps.register.write(async (tx) => {
    await tx.finishEffect(lease.key, { number: ref.number, created });
    await settle(tx, lease, writes);
    if (!thread.ref) await tellOpened(tx, record, ref, at);
    await unblock(tx, record, deps.clock());
    await tx.hint(record.table, lease.record, { written: JSON.stringify(written), written_through: updated });
  });
}

/** A task's ticket as it is now, where it is to be reopened; a nonconformity is not handed in by a close. @throws TrackerError. */
async function beforeReopening(
  tickets: Tickets,
  { table, row }: Ticketed,
  { reopen }: { reopen: boolean },
): Promise<Reading | undefined> {
  const { ref } = row.state.thread;
  return reopen && table === 'task' && ref ? tickets.read(ref) : undefined;
}

/** Whether it was closed once more since the reopening was decided: what was handed in by that has to be judged first. */
function isClosedAnew({ table, row }: Ticketed, reading: Reading, org: Organisation): boolean {
  if (table !== 'task' || row.state.stage !== 'open' || !('fence' in reading)) return false;
  return closingOf(row.state, reading, [], org) !== undefined;
}

/** Where edits are silent, nobody is told of them. */
function rewritingAt({ inabilities }: Tickets, { table, row }: Ticketed, times: number): Rewriting {
  if (!inabilities.includes('silent-edits')) return 'free';
  if (table === 'nonconformity') return rewritingLeft(table, { times, ended: row.state.closed !== undefined });
  const { stage, revivals = [] } = row.state;
  return rewritingLeft(table, { times, ended: stage === 'ended', revivals: revivals.length });
}

/** A ticket takes at most two calls, and each comment shown as heard one more. */
const TICKET_WRITES = 2;

/**
 * Takes from the budget what showing these comments as heard costs. @returns those that a minute can hold at all; the others are shown
 * with the next writing. @throws OverBudget.
 */
async function affordable(
  deps: Dependencies,
  lease: Lease,
  fresh: string[],
  limits: WriteLimits | undefined,
): Promise<string[]> {
  if (!limits || lease.taken === undefined || fresh.length === 0) return fresh;
  const most = Math.floor(Math.min(limits.perMinute, limits.perHour) * 0.9);
  const shown = fresh.slice(0, Math.max(0, most - TICKET_WRITES));
  if (shown.length === 0) return [];
  const { tracker, priority: urgency } = lease;
  const request = { tracker, n: TICKET_WRITES + shown.length, limits, urgency, now: deps.clock() };
  const taken = await deps.register.retakeWrites(lease.taken, request);
  if (taken.ok) return shown;
  throw new OverBudget(
    `${lease.key} takes ${request.n} writes, which ${tracker} allows from ${taken.until} on`,
    taken.until,
  );
}

/** Since when, and until when, a ticket may have been created by an attempt whose outcome is unknown. */
function triedBefore(deps: Dependencies, lease: Lease): { firstTried?: Instant; lastTried?: Instant } {
  const { tried, firstTried, lastTried, leaseUntil } = lease;
  if (tried) return { ...(firstTried && { firstTried }), ...(lastTried && { lastTried }) };
  return hasRunOut(deps, lease) && leaseUntil ? { firstTried: leaseUntil, lastTried: deps.clock() } : {};
}
