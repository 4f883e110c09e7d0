import { NoticeError } from '../../integrations/notices/error.ts';
import { isOutOfReach, TrackerError } from '../../integrations/tickets/errors.ts';
import type { Lease, Outcome } from '../../register/leases.ts';
import { type Instant, plusMs } from '../../rules/time.ts';
import type { Dependencies } from '../dependencies.ts';
import { InDoubt } from '../doubt.ts';
import { ENGINE_RECORD } from '../engine-record.ts';
import { reasonOf } from '../reason.ts';
import { loadTicketed } from '../records.ts';
import { tellBlocked, tellOutOfReach } from '../tickets/blocked.ts';
import { tellOpened } from '../tickets/opened.ts';
import { NotSetUp } from '../tracker-of.ts';
import { OverBudget } from './ensure-ticket.ts';
import { NotOpenedYet } from './write-comment.ts';

const LONGEST_PAUSE_MS = 300_000;
const SIX_HOURS_MS = 21_600_000;
const SETTLING_MS = 10_000;
/** An opening waits until its tracker was surveyed after a restore. */
const HELD_MS = 5_000;
/** Tries at a ticket that is not there; whether it was deleted is found out by reading it. */
const MOST_GONE = 12;

/** What a failure means for the effect, and for people: `blocked` is shown on the record until it goes through. */
interface Verdict {
  outcome: Outcome;
  blocked?: string;
}

/**
 * Gives effects that went out as one, and failed, back to the outbox, to be tried again at the same time; marks their records blocked
 * where only a person can help.
 */
export async function judgeFailure(deps: Dependencies, leases: Lease[], error: unknown): Promise<void> {
  const attempts = Math.max(...leases.map((lease) => lease.attempts));
  const verdict = verdictOn(error, attempts, deps.clock());
  for (const lease of leases) await giveBack(deps, lease, verdict, error);
}

async function giveBack(
  deps: Dependencies,
  lease: Lease,
  { outcome, blocked }: Verdict,
  error: unknown,
): Promise<void> {
  const level = blocked || outcome.kind === 'failed' ? 'error' : 'warn';
  deps.log(
    'not delivered',
    { effect: lease.key, attempt: lease.attempts, next: outcome.kind, ...reasonOf(error) },
    level,
  );
  const ofTicket = blocked !== undefined && lease.record !== ENGINE_RECORD;
  const record = ofTicket ? await loadTicketed(deps.register, lease.record) : undefined;
  const unsent = error instanceof NotOpenedYet || error instanceof OverBudget;
  await deps.register.write(async (tx) => {
    await tx.releaseEffect(lease, outcome);
    if (unsent && lease.taken !== undefined) await tx.spendWrites(lease.taken, 0);
    if (!record || !blocked) return;
    const opened = error instanceof TrackerError ? error.opened : undefined;
    if (opened && !record.row.state.thread.ref) await tellOpened(tx, record, opened.ref, opened.at);
    await tellBlocked(tx, record, blocked, deps.clock());
    if (isOutOfReach(error)) await tellOutOfReach(tx, record, blocked, deps.clock());
  });
}

function verdictOn(error: unknown, attempts: number, now: Instant): Verdict {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof InDoubt) return { outcome: { kind: 'untried', notBefore: plusMs(now, HELD_MS) } };
  if (error instanceof NotOpenedYet) return { outcome: { kind: 'untried', notBefore: plusMs(now, 1_000) } };
  if (error instanceof OverBudget) return { outcome: { kind: 'untried', notBefore: error.until } };
  if (error instanceof NotSetUp)
    return { outcome: { kind: 'untried', notBefore: plusMs(now, SETTLING_MS), error: text }, blocked: text };
  if (error instanceof TrackerError) return verdictOnTracker(error, attempts, now);
  if (error instanceof NoticeError && error.fault === 'refused')
    return { outcome: { kind: 'failed', error: text }, blocked: text };
  return { outcome: { kind: 'retry', error: text, notBefore: plusMs(now, pauseAfter(attempts)) } };
}

function verdictOnTracker(error: TrackerError, attempts: number, now: Instant): Verdict {
  const { fault, message } = error;
  switch (fault.kind) {
    case 'rate-limited':
      // The breaker knows until when; what is due when it closes goes out then.
      return { outcome: { kind: 'untried', notBefore: now, error: message } };
    case 'uncertain':
      return { outcome: { kind: 'untried', notBefore: plusMs(now, SETTLING_MS), error: message }, blocked: message };
    case 'refused':
      return { outcome: { kind: 'retry', error: message, notBefore: plusMs(now, SIX_HOURS_MS) }, blocked: message };
    case 'unauthorised':
      return {
        outcome: { kind: 'retry', error: message, notBefore: plusMs(now, pauseAfter(attempts)) },
        blocked: message,
      };
    case 'gone':
      if (attempts >= MOST_GONE) return { outcome: { kind: 'failed', error: message } };
      return { outcome: { kind: 'retry', error: message, notBefore: plusMs(now, LONGEST_PAUSE_MS) } };
    case 'unreachable':
      return { outcome: { kind: 'retry', error: message, notBefore: plusMs(now, pauseAfter(attempts)) } };
  }
}

/** Doubles from a second to five minutes. */
function pauseAfter(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, 500 * 2 ** Math.min(attempts, 12));
}
