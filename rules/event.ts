import type { Instant } from './time.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * Text that came from people or from the programme. The log keeps only its salted hash, so that a redaction breaks no chain; rules
 * pass it on and never look inside a redacted one.
 */
export type Words = { text: string } | { blob: string } | { redacted: true };

/** What happened, to be appended. `stream` is `task/KEY`, `occurrence/KEY`, `nonconformity/KEY`, `documented/NOUN/ID`, `programme`, or `engine`. */
export interface NewEvent {
  stream: string;
  kind: string;
  /** `person:ID`, `engine`, or `account:TRACKER:ID` for somebody unknown. */
  actor: string;
  /** When it counts as having happened (a tracker's instant of an act, a deadline); the log adds when it was recorded. */
  at: Instant;
  body: { [key: string]: Json };
}

/** A recorded event. `noticed` is the engine's own clock when it was recorded. */
export interface RecordedEvent extends NewEvent {
  sequence: number;
  version: number;
  noticed: Instant;
}

/** @returns the text, or a note that it was redacted or not loaded. */
export function textOf(words: Words | undefined): string {
  if (!words) return '';
  if ('text' in words) return words.text;
  return 'redacted' in words ? '[redacted]' : `[text ${words.blob.slice(0, 12)}]`;
}

/** @returns the stream of a piece of documented information: its noun and what it is known by. */
export function documentedStream(noun: string, id: string): string {
  return `documented/${noun}/${id}`;
}

/** @returns what the piece of documented information is known by whose stream that is. */
export function documentedId(stream: string): string {
  return stream.split('/').slice(2).join('/');
}

/** @returns the JSON form of what an event tells: what is undefined is left out. */
export function jsonOf(told: object): { [key: string]: Json } {
  return JSON.parse(JSON.stringify(told));
}
