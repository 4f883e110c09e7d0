import type { Register } from '../../register/register.ts';
import type { Stray } from '../../register/strays.ts';
import type { Trouble } from '../../rules/breaker.ts';
import type { PersonId } from '../../rules/programme.ts';
import { type Instant, msBetween } from '../../rules/time.ts';
import { type LastBackup, lastBackup } from '../backup.ts';
import { noticeIn } from '../delivery/digest.ts';
import { type Gap, gapsOf } from '../doubt.ts';
import { ENGINE_RECORD } from '../engine-record.ts';
import { type Downtime, downtimeOf } from './downtime.ts';

/** A tracker that cannot be used: since when, why, and whether the lead was told. A rate limit is none. */
interface Outage {
  tracker: string;
  since: Instant;
  kind: Trouble;
  why: string;
  told: boolean;
}

/** A message of the engine's own that a channel refused: it is tried again when somebody says so. */
interface FailedMessage {
  to: PersonId;
  subject: string;
  channel: string;
  why: string;
  since: Instant;
}

export interface EngineStatus {
  lastTick: Instant | undefined;
  /** Since the last tick, ms. */
  sinceTick: number | undefined;
  /** The latest last. */
  downtime: Downtime[];
  /** Writes and notices that are not out yet. */
  waiting: number;
  /** Messages of its own that nobody got. */
  failed: FailedMessage[];
  /** Trackers that cannot be used now. */
  outages: Outage[];
  /** Times of which the register knows nothing, the latest last. */
  gaps: Gap[];
  /** Open tickets that no record knows, found after a gap. */
  strays: Stray[];
  /** The last backup that was proved, undefined if none ever was. */
  backup: LastBackup | undefined;
}

const MOST_SHOWN = 100;

/** @returns how the engine itself has run. */
export async function engineStatus(register: Register, now: Instant, trackers: string[]): Promise<EngineStatus> {
  const lastTick = await register.lastTick();
  const counts = await register.effectCounts();
  const waiting = counts
    .filter((c) => c.state === 'pending' || c.state === 'leased')
    .reduce((sum, c) => sum + c.count, 0);
  const sinceTick = lastTick === undefined ? undefined : msBetween(lastTick, now);
  const outages: Outage[] = [];
  for (const tracker of trackers) {
    const outage = await register.breaker(tracker);
    if (!outage || outage.kind === 'rate-limited') continue;
    const { since, kind, why, told } = outage;
    outages.push({ tracker, since, kind, why, told });
  }
  return {
    lastTick,
    sinceTick,
    downtime: await downtimeOf(register),
    waiting,
    failed: await failedMessages(register),
    outages,
    gaps: await gapsOf(register),
    strays: (await register.strays()).filter((s) => s.open),
    backup: await lastBackup(register),
  };
}

/** What failed for a record stands there as blocked. */
async function failedMessages(register: Register): Promise<FailedMessage[]> {
  const failed = await register.effects({ record: ENGINE_RECORD, states: ['failed'] }, MOST_SHOWN);
  return failed.map((effect) => {
    const { to, subject } = noticeIn(effect);
    const { tracker: channel, lastError: why = '', lastTried: since = effect.created } = effect;
    return { to, subject, channel, why, since };
  });
}
