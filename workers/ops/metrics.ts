import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Every figure of our own that depends on the register or on what this process can reach: name, what it says, labels. */
export const GAUGES = {
  dutybound_ready: ['Whether a part that this process relies on is in order (1) or not (0).', ['part']],
  dutybound_page: ['Whether somebody has to be woken (1), by reason.', ['reason']],
  dutybound_open_records: ['Records that have not ended, by table and state.', ['table', 'state']],
  dutybound_overdue_records: ['Open records past the date by which they were due.', ['table']],
  dutybound_missed_records: ['Open records that count as missed.', ['table']],
  dutybound_blocked_records: ['Open records that cannot go on before somebody helps.', ['table']],
  dutybound_needs_you: ['Decisions that wait for somebody.', ['decision']],
  dutybound_tick_age_seconds: [
    'Since the planner last went round; since the programme was applied, if it never did.',
    [],
  ],
  dutybound_planner_interval_seconds: ['How often the planner is to go round.', []],
  dutybound_next_deadline_timestamp_seconds: ['The next deadline of an open record, in seconds since 1970.', []],
  dutybound_sweep_age_seconds: ['Since the tracker was last asked for changes and answered.', ['tracker']],
  dutybound_tracker_breaker_open: [
    'Whether writes to the tracker are held back because it cannot be used (1).',
    ['tracker'],
  ],
  dutybound_tracker_budget_left: [
    'Writes that the tracker still allows in this minute and hour.',
    ['tracker', 'window'],
  ],
  dutybound_outbox_messages: [
    'Writes and notices that have not gone out, by tracker or channel.',
    ['tracker', 'state'],
  ],
  dutybound_doorbells: ['Tickets that rang and wait to be looked at.', ['state']],
  dutybound_register_events: ['Events in the log.', []],
  dutybound_programme_version: ['Version of the programme in force.', []],
  dutybound_chain_intact: ['Whether the log was whole when this process last verified it (1).', []],
  dutybound_chain_verified_age_seconds: ['Since this process last verified the log.', []],
  dutybound_backup_age_seconds: ['Since the register was last backed up.', []],
  dutybound_build_info: ['Version of dutybound and part that runs here; always 1.', ['version', 'part']],
} as const satisfies Record<string, readonly [help: string, labels: readonly string[]]>;

/** What is counted while calls go on. */
export const CALLS = {
  dutybound_tracker_calls_total: ['Calls to a tracker, by verb and outcome.', ['tracker', 'verb', 'outcome']],
  dutybound_tracker_call_duration_seconds: ['How long calls to a tracker take.', ['tracker', 'verb']],
} as const satisfies Record<string, readonly [help: string, labels: readonly string[]]>;

export type GaugeName = keyof typeof GAUGES;

/** From a quick read to a call that its time-out ends. */
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16];

/** All that one process measures. */
export interface Metrics {
  registry: Registry;
  /** Sets a gauge's value for these labels. */
  set(name: GaugeName, value: number, labels?: Record<string, string>): void;
  /** Forgets the values of every gauge: what is not set anew is not told. */
  clear(): void;
  /** Counts one call to a tracker. `seconds` is how long it took. */
  call(of: { tracker: string; verb: string; outcome: string }, seconds: number): void;
}

/** Makes the process's metrics, with the runtime's own (`process_…`, `nodejs_…`). */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const gauges = new Map(
    Object.entries(GAUGES).map(([name, [help, labels]]) => [
      name,
      new Gauge({ name, help, labelNames: [...labels], registers }),
    ]),
  );
  const described = (name: keyof typeof CALLS) => ({ name, help: CALLS[name][0], labelNames: [...CALLS[name][1]] });
  const calls = new Counter({ ...described('dutybound_tracker_calls_total'), registers });
  const durations = new Histogram({
    ...described('dutybound_tracker_call_duration_seconds'),
    buckets: BUCKETS,
    registers,
  });
  const clear = () => {
    // Without labels a reset would tell 0.
    for (const [name, [, labels]] of Object.entries(GAUGES))
      labels.length === 0 ? gauges.get(name)?.remove() : gauges.get(name)?.reset();
  };
  clear();
  return {
    registry,
    clear,
    set: (name, value, labels = {}) => gauges.get(name)?.set(labels, value),
    call({ tracker, verb, outcome }, seconds) {
      calls.inc({ tracker, verb, outcome });
      durations.observe({ tracker, verb }, seconds);
    },
  };
}
