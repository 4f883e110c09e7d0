import { allPages } from '../../register/records.ts';
import type { Register, Tx } from '../../register/register.ts';
import { personIn } from '../../rules/actor.ts';
import { dateAt } from '../../rules/calendar/local-day.ts';
import { askOf } from '../../rules/campaign/stages.ts';
import type { Documented } from '../../rules/documented.ts';
import { isToDecide } from '../../rules/occasion/failure.ts';
import { causeOf, type Occasion, seriesOf } from '../../rules/occasion/occasion.ts';
import { type Owed, owedOn, waitingFor } from '../../rules/occasion/owed.ts';
import { type OccasionRecord, reportedEvent } from '../../rules/occasion/record.ts';
import type { Asked } from '../../rules/plan/asked.ts';
import type { OccasionKind, PersonId, Programme } from '../../rules/programme.ts';
import { failureDuty } from '../../rules/risk-treatment/failure-duty.ts';
import type { Instant } from '../../rules/time.ts';
import type { Sleeper } from '../dependencies.ts';
import { type Current, currentProgramme } from '../organisation.ts';
import { forgetWaiting, tellWaiting } from './joiners.ts';
import { openBeside, UnknownDuty } from './open-beside.ts';

/** What somebody tells of. */
export interface Told
  extends Partial<Pick<Occasion, 'at' | 'severity' | 'proposed' | 'person' | 'seenIn' | 'risk' | 'failed'>> {
  kind: OccasionKind;
  /** Makes it one and the same, however often it is told. */
  id: string;
  title: string;
  /** As it stands in the log. */
  actor: string;
  /** When it was told of, where that was not at this moment: `at` is when it happened. */
  toldAt?: Instant;
}

/** What came of telling: undefined where it was told before. */
export interface Opened {
  display: string;
  opened: Sleeper[];
  /** Ids of the duties that were opened. */
  duties: string[];
  /** Ids of those that wait until the programme knows who joined. */
  waiting: string[];
}

/** Tells the engine of something that happened. @throws UnknownDuty if no duty of the programme is owed on it, and it is nobody's leaving. */
export function tell(register: Register, told: Told, now: Instant): Promise<Opened | undefined> {
  return register.write((tx) => openOn(tx, told, now));
}

/**
 * Records what happened and opens every duty that is owed on it, once. What asks somebody alone whom the programme does not know yet waits
 * for that, and the leads hear of it. @throws UnknownDuty.
 */
export async function openOn(tx: Tx, told: Told, now: Instant): Promise<Opened | undefined> {
  const current = await currentProgramme(tx);
  const { toldAt, ...what } = told;
  const { kind, person, title, actor } = what;
  const duties = current ? [...owedOn(current.programme, kind, person), ...triageOf(current.programme, told)] : [];
  const waiting = current ? waitingFor(current.programme, kind, person).map(({ id }) => id) : [];
  // Whoever left is on record, whatever is owed on it: samples are drawn from all of them (A.6.5).
  const isComplete = kind === 'leaver' || (kind === 'failed-treatment' && duties.length === 0);
  if (!current || (duties.length + waiting.length === 0 && !isComplete))
    throw new UnknownDuty(
      `no duty is owed on ${kind}${person ? ` of ${person}` : ''}; add "on: [${kind}]" to one in isms.yaml, and dutybound apply`,
    );
  const occasion = await noteOccasion(tx, current, what, now, waiting.length > 0);
  if (!occasion) return undefined;
  const cause = causeOf(told);
  const asked: Asked[] = [];
  for (const owed of duties)
    if (!(await asksAlready(tx, owed, person))) asked.push({ ...owed, cause, occasion, ...(toldAt && { toldAt }) });
  const opened = await openBeside(tx, current, asked, { because: title, actor }, now);
  if (waiting.length > 0) await tellWaiting(tx, current, occasion, waiting, now);
  if (kind === 'leaver' && person !== undefined) await forgetWaiting(tx, person, now);
  return { display: occasion.display, opened, duties: asked.map(({ duty }) => duty.id), waiting };
}

/** What follows from a treatment that failed is decided whether or not a duty of the file is owed on it. */
function triageOf(programme: Programme, { kind, failed }: Told): Owed[] {
  return kind === 'failed-treatment' && isToDecide({ failed }) ? [{ duty: failureDuty(programme) }] : [];
}

/** Whoever was added before the campaign of this year was asked has its ticket already. */
async function asksAlready(tx: Tx, { duty, subject }: Owed, person: PersonId | undefined): Promise<boolean> {
  if (person === undefined || subject !== person) return false;
  return (await tx.rows('task', { duty: duty.id, slot: askOf(person), ended: 0 }, { limit: 1 })).length > 0;
}

/** Somebody joins, moves, or leaves on a day of the zone once, however many tell of it, and at whatever hour. */
async function isToldOtherwise(
  tx: Tx,
  zone: string,
  { kind, person }: Pick<Told, 'kind' | 'person'>,
  at: Instant,
): Promise<boolean> {
  if (person === undefined) return false;
  const day = dateAt(zone, at);
  const told = await allPages((page) => tx.loadRows<OccasionRecord>('documented', { noun: kind }, page));
  return told.some(({ state }) => state.person === person && dateAt(zone, state.at) === day);
}

/** Gives what happened its number and its record. @returns it, undefined where it was told before. */
export async function noteOccasion(
  tx: Tx,
  { programme }: Current,
  { title, actor, ...told }: Omit<Told, 'toldAt'>,
  now: Instant,
  waits = false,
): Promise<Occasion | undefined> {
  const found = await tx.loadRows<Documented>('documented', { noun: told.kind, id: told.id }, { limit: 1 });
  if (found.length > 0 || (await isToldOtherwise(tx, programme.zone, told, told.at ?? now))) return undefined;
  const series = seriesOf(told.kind, dateAt(programme.zone, now));
  const number = String(await tx.nextCount(series)).padStart(3, '0');
  const by = personIn(actor);
  const occasion: Occasion = {
    ...told,
    display: `${series}-${number}`,
    title: { text: title },
    at: told.at ?? now,
    ...(by && { by }),
  };
  await tx.append([reportedEvent(occasion, actor, now, waits)]);
  return occasion;
}
