import { byPerson } from './actor.ts';
import { jsonOf, type NewEvent, textOf, type Words } from './event.ts';
import type { PersonId } from './programme.ts';
import type { Instant } from './time.ts';

/** That what an entry rests on was rejected after its end: it no longer stands, and stays as history. */
export interface TakenBack {
  by: PersonId;
  at: Instant;
  because: Words;
}

/** @param of the event whose entry is taken back. @returns the event that says so, in the same stream. */
export function takingBack(of: NewEvent, { at, ...undone }: TakenBack, body: object, kind = 'taken-back'): NewEvent {
  return { stream: of.stream, kind, actor: byPerson(undone.by), at, body: jsonOf({ ...body, ...undone }) };
}

/** @returns how an entry is marked by such an event. */
export function markOf({ at, body }: NewEvent): TakenBack {
  const { by, because } = body as unknown as TakenBack;
  return { by, at, because };
}

/** @returns the entries, those of the event's task marked. */
export function takenBack<T extends { task: string; takenBack?: TakenBack }>(entries: T[], event: NewEvent): T[] {
  const isMeant = (entry: T) => entry.task === event.body.task && !entry.takenBack;
  return entries.map((entry) => (isMeant(entry) ? { ...entry, takenBack: markOf(event) } : entry));
}

/** @returns those that nobody took back. */
export function standing<T extends { takenBack?: TakenBack }>(entries: T[]): T[] {
  return entries.filter((entry) => !entry.takenBack);
}

/** @returns `2027-06-01T08:00:00.000Z by mara: nothing was installed`, empty for what stands. */
export function takenBackWords(mark: TakenBack | undefined): string {
  return mark ? `${mark.at} by ${mark.by}: ${textOf(mark.because)}` : '';
}
