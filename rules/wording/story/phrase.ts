import { textOf, type Words } from '../../event.ts';
import { nameOf, type Organisation } from '../../organisation.ts';
import type { Deadline } from '../../time.ts';
import { day } from '../phrases.ts';

/** An event's body as the log gives it back. */
export type Body = Record<string, unknown>;

/** What an event says, without when and who. */
export type Phrase = (body: Body, org: Organisation) => string;

/** @returns people's own words in quotation marks. */
export function said(words: unknown): string {
  return `"${textOf(words as Words)}"`;
}

/** @returns names of the people with these ids. */
export function people(ids: unknown, org: Organisation): string {
  return Array.isArray(ids) ? ids.map((id) => nameOf(org, String(id))).join(', ') : '';
}

/** @returns a deadline's last day, or for an exact one its time. */
export function until(deadline: unknown, org: Organisation): string {
  return deadline ? day(org, deadline as Deadline) : 'a date that is not known';
}

/** @returns the number of the ticket that a body names. */
export function ticket(ref: unknown): string {
  return (ref as { number?: string } | undefined)?.number ?? '';
}
