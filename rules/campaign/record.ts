import { byPerson } from '../actor.ts';
import { type Brought, broughtAlong, happenedOn, inTime, isAlikeBrought } from '../brought.ts';
import { dateAt, plusDays, plusMonths } from '../calendar/local-day.ts';
import { documentedId, documentedStream, jsonOf, type NewEvent, textOf, type Words } from '../event.ts';
import type { PersonId } from '../programme.ts';
import { type TakenBack, takenBack, takenBackWords } from '../taken-back.ts';
import type { TaskState } from '../task/state.ts';
import type { Instant, LocalDate, Span } from '../time.ts';

/** What somebody acknowledged, or was trained in. */
export interface Entry {
  campaign: string;
  title: Words;
  period: string;
  at: Instant;
  /** Until when it holds, where the duty says that it expires. */
  expires?: LocalDate;
  /** Their ticket; none of what was brought along. */
  task: string;
  brought?: Brought;
  /** It was rejected after all. */
  takenBack?: TakenBack;
}

/** The body of `acknowledged`. */
export type Acknowledged = Omit<Entry, 'at' | 'takenBack'>;

/** Everything that one person acknowledged or was trained in (7.2, 7.3, A.5.1), in order; asked again for a period, the last one counts. */
export interface Acknowledgements {
  noun: 'acknowledgement';
  id: PersonId;
  entries: Entry[];
}

/** @returns what the log keeps of a person's task that has ended: only what was done. */
export function acknowledgedBy({ terms, submission, verdict, endedAt }: TaskState): NewEvent[] {
  if (!terms.campaign || !submission || verdict !== 'recorded' || !endedAt) return [];
  const { id, title, period, zone, expires } = terms.campaign;
  const until = expires && expiryOf(dateAt(zone, submission.at), expires);
  const body = { campaign: id, title, period, ...(until && { expires: until }), task: terms.key };
  return [
    {
      stream: documentedStream('acknowledgement', submission.by),
      kind: 'acknowledged',
      actor: byPerson(submission.by),
      at: submission.at,
      body: jsonOf(body),
    },
  ];
}

/** The fold of a person's acknowledgements. */
export function evolveAcknowledgements(state: Acknowledgements | undefined, event: NewEvent): Acknowledgements {
  const id = documentedId(event.stream);
  const before = state ?? { noun: 'acknowledgement', id, entries: [] };
  if (event.kind === 'taken-back') return { ...before, entries: takenBack(before.entries, event) };
  if (event.kind !== 'acknowledged') return before;
  const entry: Entry = { ...(event.body as unknown as Acknowledged), at: event.at };
  const others = before.entries.filter(
    (e) => e.takenBack || e.campaign !== entry.campaign || e.period !== entry.period || !isAlikeBrought(e, entry),
  );
  return { ...before, entries: inTime(others, entry) };
}

/** @returns a line for each: who, what, when, and until when it holds (Q12). */
export function entriesOf({ id, entries }: Acknowledgements) {
  return entries.map((entry) => ({
    person: id,
    campaign: entry.campaign,
    title: textOf(entry.title),
    period: entry.period,
    acknowledged: happenedOn(entry),
    expires: entry.expires ?? '',
    task: entry.task,
    brought_along: broughtAlong(entry),
    taken_back: takenBackWords(entry.takenBack),
  }));
}

/** @returns the last day on which it holds for whoever did it on `day`. */
export function expiryOf(day: LocalDate, { unit, n }: Span): LocalDate {
  return unit === 'months' ? plusMonths(day, n) : plusDays(day, n);
}
