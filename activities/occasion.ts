import type { Register, Tx } from '../register/register.ts';
import { dateAt } from '../rules/calendar/local-day.ts';
import type { Documented } from '../rules/documented.ts';
import { causeOf, type Occasion, seriesOf } from '../rules/occasion/occasion.ts';
import { owedOn } from '../rules/occasion/owed.ts';
import { reportedEvent } from '../rules/occasion/record.ts';
import type { OccasionKind } from '../rules/programme.ts';
import type { Instant } from '../rules/time.ts';
import type { Sleeper } from './dependencies.ts';
import { openBeside, UnknownDuty } from './open-beside.ts';
import { type Current, currentProgramme } from './organisation.ts';

/** What somebody tells of. */
export interface Told extends Partial<Pick<Occasion, 'at' | 'severity' | 'proposed' | 'person' | 'seenIn'>> {
  kind: OccasionKind;
  /** Makes it one and the same, however often it is told. */
  id: string;
  title: string;
  /** As it stands in the log. */
  actor: string;
}

/** What came of telling: undefined where it was told before. */
export interface Opened {
  display: string;
  opened: Sleeper[];
  /** Ids of the duties that were opened. */
  duties: string[];
}

/** Tells the engine of something that happened. @throws UnknownDuty if no duty of the programme is owed on it. */
export function tell(register: Register, told: Told, now: Instant): Promise<Opened | undefined> {
  return register.write((tx) => openOn(tx, told, now));
}

/** Records what happened and opens every duty that is owed on it, once. @throws UnknownDuty. */
export async function openOn(tx: Tx, told: Told, now: Instant): Promise<Opened | undefined> {
  const current = await currentProgramme(tx);
  const duties = current ? owedOn(current.programme, told.kind) : [];
  if (!current || duties.length === 0)
    throw new UnknownDuty(
      `no duty is owed on ${told.kind}; add "on: [${told.kind}]" to one in isms.yaml, and dutybound apply`,
    );
  const occasion = await noteOccasion(tx, current, told, now);
  if (!occasion) return undefined;
  const cause = causeOf(told);
  const asked = duties.map((owed) => ({ ...owed, cause, occasion }));
  const opened = await openBeside(tx, current, asked, { because: told.title, actor: told.actor }, now);
  return { display: occasion.display, opened, duties: duties.map(({ duty }) => duty.id) };
}

/** Gives what happened its number and its record. @returns it, undefined where it was told before. */
export async function noteOccasion(
  tx: Tx,
  { programme }: Current,
  { title, actor, ...told }: Told,
  now: Instant,
): Promise<Occasion | undefined> {
  const found = await tx.loadRows<Documented>('documented', { noun: told.kind, id: told.id }, { limit: 1 });
  if (found.length > 0) return undefined;
  const series = seriesOf(told.kind, dateAt(programme.zone, now));
  const number = String(await tx.nextCount(series)).padStart(3, '0');
  const by = /^person:([^ ]+)/.exec(actor)?.[1];
  const occasion: Occasion = {
    ...told,
    display: `${series}-${number}`,
    title: { text: title },
    at: told.at ?? now,
    ...(by && { by }),
  };
  await tx.append([reportedEvent(occasion, actor, now)]);
  return occasion;
}
