import { allPages, type Row } from '../../register/records.ts';
import type { Reads, Register, Tx } from '../../register/register.ts';
import { causeOf } from '../../rules/risk/cause.ts';
import { expiredEvent, hasExpired } from '../../rules/risk/expiry.ts';
import { kindOfDuty } from '../../rules/risk-assessment/duties.ts';
import type { Instant } from '../../rules/time.ts';
import type { Sleeper } from '../dependencies.ts';
import type { Current } from '../organisation.ts';
import { openAsked } from './trigger.ts';

/**
 * A risk whose acceptance has run out is treated anew (6.1.3 f, 8.3): recorded once, with the occurrence that it starts.
 * @returns the new occurrences. Without a duty that treats risks there is nothing to start, and the acceptance stands as it is.
 */
export async function reopenExpired(register: Register, { programme }: Current, now: Instant): Promise<Sleeper[]> {
  const duty = kindOfDuty({ programme }, 'risk-treatment');
  const { zone } = programme;
  if (!duty || (await expired(register, zone, now)).length === 0) return [];
  return register.write(async (tx) => {
    const opened: Sleeper[] = [];
    for (const { id, expires } of await expired(tx, zone, now)) {
      const name = await reopen(tx, { id, expires, duty, zone }, now);
      if (name) opened.push(name);
    }
    return opened;
  });
}

async function reopen(
  tx: Tx,
  { id, expires, duty, zone }: { id: string; expires: string; duty: string; zone: string },
  now: Instant,
): Promise<Sleeper | undefined> {
  await tx.append([expiredEvent(zone, id, expires)]);
  const because = `${id} was accepted until ${expires}`;
  return openAsked(tx, { duty, because, actor: 'engine' }, causeOf(id, 'expired', expires), now);
}

async function expired(register: Reads, zone: string, now: Instant): Promise<{ id: string; expires: string }[]> {
  const of = (state: string) =>
    allPages((page): Promise<Row[]> => register.rows('documented', { noun: 'risk', state }, page));
  const rows = [...(await of('conceded')), ...(await of('accepted'))];
  return rows
    .map(({ columns }) => ({ id: String(columns.id), expires: columns.due === null ? undefined : String(columns.due) }))
    .flatMap(({ id, expires }) => (expires !== undefined && hasExpired(zone, expires, now) ? [{ id, expires }] : []));
}
