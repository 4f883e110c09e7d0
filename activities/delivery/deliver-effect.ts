import type { Until } from '../../integrations/tickets/port.ts';
import type { WriteLimits } from '../../register/budget.ts';
import type { Lease } from '../../register/leases.ts';
import type { Tx } from '../../register/register.ts';
import type { Effect } from '../../rules/effect.ts';
import type { Instant } from '../../rules/time.ts';
import type { Dependencies } from '../dependencies.ts';
import { forgottenAt } from '../doubt.ts';
import { loadOrganisation } from '../organisation.ts';
import { draftOf, loadTicketed, parentOf, streamOf, type Ticketed } from '../records.ts';
import { adopted } from '../tickets/adoption.ts';
import { tellOpened } from '../tickets/opened.ts';
import { trackerOf } from '../tracker-of.ts';
import { deliverNotice } from './deliver-notice.ts';
import { type Written, writtenIn } from './written.ts';

/** A comment is due on a ticket that is not there yet: the opening before it has to go first. */
export class NotOpenedYet extends Error {
  override readonly name = 'NotOpenedYet';
}

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
 * Delivers one leased effect and records that the provider accepted it.
 * @param limits of its tracker, if that has any.
 * @param justRead whether the record's ticket was read right before, in this process, and all that waits was decided on that reading or an earlier one.
 * @throws TrackerError, NoticeError, NotOpenedYet, OverBudget, InDoubt.
 */
export async function deliverEffect(
  deps: Dependencies,
  lease: Lease,
  limits?: WriteLimits,
  justRead = false,
): Promise<void> {
  const effect = lease.body as unknown as Effect;
  if (effect.kind === 'ensure') return ensureTicket(deps, lease, effect, justRead, limits);
  if (effect.kind === 'comment') return writeComment(deps, lease, effect);
  return deliverNotice(deps, lease, effect);
}

async function ensureTicket(
  deps: Dependencies,
  lease: Lease,
  effect: Effect & { kind: 'ensure' },
  justRead: boolean,
  limits?: WriteLimits,
): Promise<void> {
  const org = await loadOrganisation(deps.register, deps.clock());
  const record = await loadTicketed(deps.register, lease.record);
  const { thread } = record.row.state;
  if (!thread.ref && (await adopted(deps, lease, record))) return;
  const draft = draftOf(record, org, effect);
  const parent = await parentOf(deps.register, record);
  const before = writtenIn(record.row.hints);
  const fresh = draft.heard.filter((id) => !before?.heard.includes(id));
  const heard = await affordable(deps, lease, fresh, limits);
  const { ref, created, at, updated, writes } = await trackerOf(deps, lease.tracker).ensure(
    {
      ...draft,
      ...(parent && { parent }),
      ...(effect.takeOver && { takeOver: true as const }),
      ...(effect.over && { over: effect.over }),
      ...(justRead && { justRead: true as const }),
      heard,
      ...(before && { lastWritten: before.block }),
      ...triedBefore(deps, lease),
    },
    thread.ref,
    untilOf(lease),
  );
  const written: Written = {
    block: draft.block,
    heard: [...(before?.heard ?? []), ...heard],
    ...(draft.due && { due: draft.due }),
  };
  await deps.register.write(async (tx) => {
    await tx.finishEffect(lease.key, { number: ref.number, created });
    await settle(tx, lease, writes);
    if (!thread.ref) await tellOpened(tx, record, ref, at);
    if (thread.blocked) await tell(tx, record, 'unblocked', {}, deps.clock());
    await tx.hint(record.table, lease.record, { written: JSON.stringify(written), written_through: updated });
  });
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

/** What was written counts against the budget from now on; and something went out, so what fails next is another outage. */
async function settle(tx: Tx, lease: Lease, writes: number): Promise<void> {
  if (lease.taken !== undefined) await tx.spendWrites(lease.taken, writes);
  await tx.forgetBreaker(lease.tracker);
}

/** Since when, and until when, a ticket may have been created by an attempt whose outcome is unknown. */
function triedBefore(deps: Dependencies, lease: Lease): { firstTried?: Instant; lastTried?: Instant } {
  const { tried, firstTried, lastTried, leaseUntil } = lease;
  if (tried) return { ...(firstTried && { firstTried }), ...(lastTried && { lastTried }) };
  return hasRunOut(deps, lease) && leaseUntil ? { firstTried: leaseUntil, lastTried: deps.clock() } : {};
}

/** A process that stood still for longer than its lease is no longer the only one: somebody else may have written meanwhile. */
function hasRunOut({ clock }: Dependencies, { leaseUntil }: Lease): boolean {
  return leaseUntil !== undefined && leaseUntil <= clock();
}

/** What cannot be taken back is sent while the lease holds: a process that stood still finds out right before. */
function untilOf(lease: Lease): Until {
  return () => lease.leaseUntil ?? lease.created;
}

async function writeComment(deps: Dependencies, lease: Lease, effect: Effect & { kind: 'comment' }): Promise<void> {
  const record = await loadTicketed(deps.register, lease.record);
  const { ref, openedAt } = record.row.state.thread;
  if (!ref) throw new NotOpenedYet(`${lease.record}: its ticket is not open yet, so ${lease.key} waits`);
  const forgotten = await forgottenAt(deps.register, openedAt);
  const tried = lease.tried || forgotten !== undefined || hasRunOut(deps, lease);
  const { id, at, writes } = await trackerOf(deps, lease.tracker).comment(
    ref,
    lease.key,
    effect.text,
    tried,
    untilOf(lease),
  );
  await deps.register.write(async (tx) => {
    const first = await tx.finishEffect(lease.key, { comment: id });
    await settle(tx, lease, writes);
    if (first) await tell(tx, record, 'told', { effect: lease.key, channel: 'comment', to: effect.told }, at);
    if (first && record.row.state.thread.blocked) await tell(tx, record, 'unblocked', {}, deps.clock());
    await tx.hint(record.table, lease.record, { written_through: at });
  });
}

async function tell(tx: Tx, record: Ticketed, kind: string, body: object, at: Instant): Promise<void> {
  const stream = streamOf(record.table, record.row.key);
  await tx.append([{ stream, kind, actor: 'engine', at, body: JSON.parse(JSON.stringify(body)) }]);
}
