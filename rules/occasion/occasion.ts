import { documentedStream, type Words } from '../event.ts';
import type { OccasionKind, PersonId } from '../programme.ts';
import type { Instant } from '../time.ts';
import type { Failure } from './failure.ts';

/** How bad an incident is, as whoever tells of it has it. */
export type Severity = (typeof SEVERITIES)[number];
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;

/** Something that happens beside any interval and that duties are owed on: an incident, a change, somebody who joins, moves, or leaves. */
export interface Occasion {
  kind: OccasionKind;
  /** Makes it one and the same, however often it is told. */
  id: string;
  /** What people call it: `INC-2027-001`. */
  display: string;
  title: Words;
  /** An incident: since when it is known; a change: when it takes effect; people: when they come, move, or go. */
  at: Instant;
  severity?: Severity;
  /** A change that has not happened yet. */
  proposed?: true;
  /** Who joins, moves, or leaves. */
  person?: PersonId;
  /** The risk whose treatment failed. */
  risk?: string;
  /** How a failed treatment showed; undefined where somebody told of it. */
  failed?: Failure;
  /** The ticket in which somebody told of it by its label. */
  seenIn?: { number: string; url: string };
  /** Who told of it, where that is somebody of the programme: who proposes a change also leads it. */
  by?: PersonId;
}

/** Whether somebody in particular joins, moves, or leaves. */
export function isOfPeople(kind: OccasionKind): boolean {
  return kind === 'joiner' || kind === 'mover' || kind === 'leaver';
}

/** What its number begins with. */
const LETTERS: Record<OccasionKind, string> = {
  incident: 'INC',
  change: 'CHG',
  joiner: 'JOIN',
  leaver: 'LEAVE',
  'failed-treatment': 'FAIL',
  mover: 'MOVE',
};

/** @returns the name of the counter that numbers an occasion through the year of `date`, `INC-2027`. */
export function seriesOf(kind: OccasionKind, date: string): string {
  return `${LETTERS[kind]}-${date.slice(0, 4)}`;
}

/** @returns what starts the occurrences of an occasion. */
export function causeOf({ id }: Pick<Occasion, 'id'>): string {
  return `event:${id}`;
}

/** @returns the stream of the log that an occasion's record stands in. */
export function occasionStream({ kind, id }: Pick<Occasion, 'kind' | 'id'>): string {
  return documentedStream(kind, id);
}
