import type { Tx } from '../../register/register.ts';
import type { PlannedOccurrence } from '../../rules/occurrence.ts';
import { occurrenceStream } from '../../rules/occurrence-state.ts';
import { type Asked, occurrenceAsked } from '../../rules/plan/asked.ts';
import type { Instant } from '../../rules/time.ts';
import type { Sleeper } from '../dependencies.ts';
import { calendarOn } from '../holidays.ts';
import type { Current } from '../organisation.ts';
import { openRows } from './open-due.ts';

/** Why something is opened beside its interval, and who says so: as it stands in the log. */
export interface Reason {
  because: string;
  /** `person:ID (asserted …)`, or `USER@HOST`. */
  actor: string;
}

/** Somebody names something that the programme does not have. */
export class UnknownDuty extends Error {
  override readonly name = 'UnknownDuty';
}

/** Opens what is asked for and was not opened before for the same cause, whatever day that was, each with the reason in the log. */
export async function openBeside(
  tx: Tx,
  current: Current,
  asked: Asked[],
  { because, actor }: Reason,
  now: Instant,
): Promise<Sleeper[]> {
  const { programme, applied, version } = current;
  const calendar = calendarOn(current.programme, now);
  const batch: PlannedOccurrence[] = [];
  for (const one of asked)
    if (!(await wasOpened(tx, one)))
      batch.push(occurrenceAsked(programme, calendar, one, applied[one.duty.id]?.version ?? version, now));
  const opened = await openRows(tx, current, batch, now);
  const body = { because: { text: because } };
  await tx.append(
    opened.map(({ key }) => ({ stream: occurrenceStream(key), kind: 'triggered', actor, at: now, body })),
  );
  return opened;
}

/** Its key holds the day, too, on which a cause that is told again has another one. */
async function wasOpened(tx: Tx, { duty, subject, cause }: Asked): Promise<boolean> {
  return (await tx.rows('occurrence', { duty: duty.id, subject: subject ?? null, cause }, { limit: 1 })).length > 0;
}
