import type { Watch } from '../../activities/watch.ts';
import { type Instant, msBetween } from '../../rules/time.ts';
import type { ChainCheck } from './chain-check.ts';
import type { Metrics } from './metrics.ts';
import type { Part } from './readiness.ts';

/** What one scrape tells. */
export interface Seen {
  now: Instant;
  parts: Part[];
  /** Undefined where the register could not be read. */
  watch?: Watch;
  chain?: ChainCheck;
  /** Tickets that rang, by state; undefined where there is no queue, or it does not answer. */
  doorbells?: Record<string, number>;
}

/** Sets every gauge from what was seen; what could not be seen is not told. */
export function setGauges(metrics: Metrics, { now, parts, watch, chain, doorbells }: Seen): void {
  metrics.clear();
  for (const { part, ok } of parts) metrics.set('dutybound_ready', Number(ok), { part });
  const writable = parts.some((p) => p.part === 'register' && p.ok);
  metrics.set('dutybound_page', Number(!writable), { reason: 'register' });
  metrics.set('dutybound_page', Number(watch?.pressing === true), { reason: 'silent' });
  metrics.set('dutybound_page', Number(chain?.ok === false), { reason: 'chain' });
  if (chain) {
    metrics.set('dutybound_chain_intact', Number(chain.ok));
    metrics.set('dutybound_chain_verified_age_seconds', seconds(chain.at, now));
  }
  for (const [state, count] of Object.entries(doorbells ?? {})) metrics.set('dutybound_doorbells', count, { state });
  if (watch) setFromRegister(metrics, watch, now);
}

function setFromRegister(metrics: Metrics, watch: Watch, now: Instant): void {
  const { figures, pulse, version, backedUp, trackers } = watch;
  const tables = { occurrence: [0, 0, 0], task: [0, 0, 0], nonconformity: [0, 0, 0] };
  for (const { table, state, count, overdue, missed, blocked } of figures.open) {
    metrics.set('dutybound_open_records', count, { table, state });
    const [o = 0, m = 0, b = 0] = tables[table];
    tables[table] = [o + overdue, m + missed, b + blocked];
  }
  for (const [table, [overdue = 0, missed = 0, blocked = 0]] of Object.entries(tables)) {
    if (table !== 'occurrence') metrics.set('dutybound_overdue_records', overdue, { table });
    if (table !== 'nonconformity') metrics.set('dutybound_missed_records', missed, { table });
    if (table !== 'occurrence') metrics.set('dutybound_blocked_records', blocked, { table });
  }
  for (const [decision, count] of Object.entries(figures.waiting))
    metrics.set('dutybound_needs_you', count, { decision: decision.replace(' ', '-') });
  for (const { tracker, state, count } of figures.outbox)
    metrics.set('dutybound_outbox_messages', count, { tracker, state });
  metrics.set('dutybound_register_events', watch.events);
  if (version !== undefined) metrics.set('dutybound_programme_version', version);
  if (pulse) {
    metrics.set('dutybound_tick_age_seconds', seconds(pulse.since, now));
    metrics.set('dutybound_planner_interval_seconds', pulse.interval / 1000);
  }
  if (figures.nextDeadline)
    metrics.set('dutybound_next_deadline_timestamp_seconds', Date.parse(figures.nextDeadline) / 1000);
  if (backedUp) metrics.set('dutybound_backup_age_seconds', seconds(backedUp, now));
  for (const { id: tracker, open, budget, swept } of trackers) {
    metrics.set('dutybound_tracker_breaker_open', Number(open), { tracker });
    metrics.set('dutybound_tracker_budget_left', budget.minute, { tracker, window: 'minute' });
    metrics.set('dutybound_tracker_budget_left', budget.hour, { tracker, window: 'hour' });
    if (swept) metrics.set('dutybound_sweep_age_seconds', seconds(swept, now), { tracker });
  }
}

function seconds(from: Instant, to: Instant): number {
  return Math.max(0, msBetween(from, to) / 1000);
}
