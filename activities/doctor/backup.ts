import type { Register } from '../../register/register.ts';
import { type Instant, msBetween } from '../../rules/time.ts';
import { lastBackup } from '../backup.ts';
import type { Finding } from './finding.ts';

const name = 'backup';
const DAY_MS = 86_400_000;
/** Losing a week of records is more than can be written again from the tickets. */
const MOST_DAYS = 7;

/** Looks when the register was last backed up; without a backup it counts from the first programme that was applied. */
export async function examineBackup(register: Register, place: string, now: Instant): Promise<Finding[]> {
  const last = (await lastBackup(register))?.at;
  const since = last ?? (await register.programmeHistory())[0]?.at;
  const days = since === undefined ? 0 : Math.floor(msBetween(since, now) / DAY_MS);
  const isOld = since !== undefined && msBetween(since, now) > MOST_DAYS * DAY_MS;
  if (last && !isOld) return [{ name, level: 'ok', found: last }];
  const fix = 'dutybound backup, every night';
  const at = { name, what: 'backup', place, fix, allowed: `at most ${MOST_DAYS} days old` } as const;
  if (!isOld) return [{ ...at, level: 'note', found: 'none has been made yet' }];
  const found = last
    ? `the last was made ${days} days ago, at ${last}`
    : `none has been made in the ${days} days since the first programme was applied`;
  return [{ ...at, level: 'problem', found, operational: true }];
}
