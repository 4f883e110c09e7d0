import type { Json } from '../rules/event.ts';
import type { Instant } from '../rules/time.ts';
import { canonical } from './canonical.ts';
import { takeNumbers } from './counters.ts';
import { RegisterError } from './errors.ts';
import type { Db, EffectRow } from './schema.ts';

export type EffectKind = 'ensure' | 'comment' | 'notice';
export type EffectState = 'pending' | 'leased' | 'done' | 'failed' | 'cancelled';

/** Something to be done outside, written with the decision that asks for it. */
export interface NewEffect {
  /** Unique for ever: a second row with the same key is ignored. */
  key: string;
  /** Key of the task, nonconformity, or occurrence that it serves. */
  record: string;
  /** Tracker, or the channel of a notice. Effects of one record and one tracker happen in order of creation. */
  tracker: string;
  kind: EffectKind;
  /** The smaller, the earlier. */
  priority: number;
  /** What to do; must have a JSON form. */
  body: object;
  /** Not delivered before; default at once. */
  notBefore?: Instant;
}

/** A row of the outbox. */
export interface StoredEffect {
  key: string;
  record: string;
  tracker: string;
  kind: EffectKind;
  priority: number;
  body: Json;
  state: EffectState;
  notBefore: Instant;
  attempts: number;
  /** When its first lease began, if it was ever leased. */
  firstTried?: Instant;
  /** When the latest attempt began that may have had an effect; of a lease, the attempt before it. */
  lastTried?: Instant;
  leaseOwner?: string;
  leaseUntil?: Instant;
  lastError?: string;
  result?: Json;
  created: Instant;
  doneAt?: Instant;
}

/** Which effects: all conditions hold together. */
export interface EffectFilter {
  record?: string;
  tracker?: string;
  kinds?: EffectKind[];
  states?: EffectState[];
  /** Only those that were tried without success, be they to be tried again or not. */
  unsuccessful?: true;
  /** All but these keys. */
  except?: string[];
  /** Those that may go out by then. */
  dueBy?: Instant;
  /** Those that were done then or later. */
  doneSince?: Instant;
}

/** Writes effects; keys that are there already are left as they are. @returns how many are new. */
export async function addEffects(db: Db, effects: NewEffect[], now: Instant): Promise<number> {
  if (effects.length === 0) return 0;
  const last = await takeNumbers(db, 'effect', effects.length);
  let added = 0n;
  for (const [index, effect] of effects.entries()) {
    const { key, record, tracker, kind, priority, body, notBefore } = effect;
    const done = await db
      .insertInto('effect')
      .values({
        key,
        record,
        tracker,
        kind,
        priority,
        position: last - effects.length + index + 1,
        body: canonical(body),
        state: 'pending',
        not_before: notBefore ?? now,
        attempts: 0,
        created: now,
      })
      .onConflict((c) => c.column('key').doNothing())
      .executeTakeFirst();
    added += done.numInsertedOrUpdatedRows ?? 0n;
  }
  return Number(added);
}

/** @returns effects in order of creation. */
export async function listEffects(db: Db, filter: EffectFilter, limit: number): Promise<StoredEffect[]> {
  const rows = await db
    .selectFrom('effect')
    .selectAll()
    .where((e) => e.and(conditions(filter).map(([column, operator, value]) => e(column, operator, value))))
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map(effectOf);
}

/** @returns the number of effects per tracker and state. */
export async function countEffects(db: Db): Promise<{ tracker: string; state: string; count: number }[]> {
  return db
    .selectFrom('effect')
    .select((e) => ['tracker', 'state', e.fn.countAll<number>().as('count')])
    .groupBy(['tracker', 'state'])
    .orderBy('tracker')
    .execute();
}

/** Puts off what waits, or was left behind by an expired lease. @returns how many. */
export async function postponeEffects(db: Db, keys: string[], until: Instant, now: Instant): Promise<number> {
  const done = await db
    .updateTable('effect')
    .set({ state: 'pending', lease_owner: null, lease_until: null, not_before: until })
    .where('key', 'in', orNone(keys))
    .where((e) => e.or([e('state', '=', 'pending'), e.and([e('state', '=', 'leased'), e('lease_until', '<=', now)])]))
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

/** Cancels what waits, failed, or whose lease ran out; what is being delivered goes out. @returns how many. */
export async function cancelEffects(db: Db, record: string, filter: EffectFilter, now: Instant): Promise<number> {
  const done = await db
    .updateTable('effect')
    .set({ state: 'cancelled', done_at: now })
    .where((e) => e.and(conditions({ ...filter, record }).map(([column, op, value]) => e(column, op, value))))
    .where((e) =>
      e.or([e('state', 'in', ['pending', 'failed']), e.and([e('state', '=', 'leased'), e('lease_until', '<=', now)])]),
    )
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

/** Before any attempt: whatever was written then has long been found. */
const LONG_AGO = '1970-01-01T00:00:00.000Z';

/**
 * A person says that no earlier attempt of this effect wrote anything: it is tried at once, and what a look-up then does not find is
 * written. @throws RegisterError `unknown` unless it waits to be tried.
 */
export async function ruleOutEffect(db: Db, key: string, now: Instant): Promise<void> {
  const done = await db
    .updateTable('effect')
    .set({ state: 'pending', not_before: now, last_tried: LONG_AGO })
    .where('key', '=', key)
    .where((e) =>
      e.or([e('state', 'in', ['pending', 'failed']), e.and([e('state', '=', 'leased'), e('lease_until', '<=', now)])]),
    )
    .executeTakeFirst();
  if (done.numUpdatedRows > 0n) return;
  throw new RegisterError('unknown', `${key} is being tried at this moment, or done: look again in a minute`);
}

type Column = 'record' | 'tracker' | 'kind' | 'state' | 'key' | 'not_before' | 'done_at' | 'attempts' | 'last_error';
type Condition = [Column, '=' | 'in' | 'not in' | '<=' | '>=' | '>' | 'is not', string | string[] | number | null];

function conditions(filter: EffectFilter): Condition[] {
  const all: Condition[] = [];
  if (filter.record !== undefined) all.push(['record', '=', filter.record]);
  if (filter.tracker !== undefined) all.push(['tracker', '=', filter.tracker]);
  if (filter.kinds) all.push(['kind', 'in', orNone(filter.kinds)]);
  if (filter.states) all.push(['state', 'in', orNone(filter.states)]);
  if (filter.unsuccessful) all.push(['attempts', '>', 0], ['last_error', 'is not', null]);
  if (filter.except?.length) all.push(['key', 'not in', filter.except]);
  if (filter.dueBy !== undefined) all.push(['not_before', '<=', filter.dueBy]);
  if (filter.doneSince !== undefined) all.push(['done_at', '>=', filter.doneSince]);
  return all;
}

/** An empty list finds nothing; not every engine accepts one in a statement. */
function orNone(words: string[]): string[] {
  return words.length > 0 ? words : [''];
}

/** @returns the effect that a row holds. */
export function effectOf(row: EffectRow): StoredEffect {
  return {
    key: row.key,
    record: row.record,
    tracker: row.tracker,
    kind: row.kind as EffectKind,
    priority: row.priority,
    body: JSON.parse(row.body),
    state: row.state as EffectState,
    notBefore: row.not_before,
    attempts: row.attempts,
    ...(row.first_tried === null ? {} : { firstTried: row.first_tried }),
    ...(row.last_tried === null ? {} : { lastTried: row.last_tried }),
    ...(row.lease_owner === null ? {} : { leaseOwner: row.lease_owner }),
    ...(row.lease_until === null ? {} : { leaseUntil: row.lease_until }),
    ...(row.last_error === null ? {} : { lastError: row.last_error }),
    ...(row.result === null ? {} : { result: JSON.parse(row.result) }),
    created: row.created,
    ...(row.done_at === null ? {} : { doneAt: row.done_at }),
  };
}
