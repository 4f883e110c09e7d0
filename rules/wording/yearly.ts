import { shortDate } from '../calendar/show.ts';
import type { Calendar } from '../calendar/working-day.ts';
import { owedSeldom, type Seldom } from '../plan/yearly.ts';
import type { Programme } from '../programme.ts';
import type { LocalDate } from '../time.ts';

/** @returns what a programme owes less than once a year and has to owe yearly, in words, a line for each kind (8.2, 9.3). @param on today. */
export function seldomLines(programme: Programme, calendar: Calendar, on: LocalDate): string[] {
  return owedSeldom(programme, calendar, on).map(lineOf);
}

function lineOf(seldom: Seldom): string {
  const { kind, clause, duties } = seldom;
  const ids = duties.map(({ id }) => id).join(', ');
  const whom = duties.length === 1 ? ids : `one of ${ids}`;
  return `no ${kind} is owed ${when(seldom)}, and one is owed at least once a year (${clause}): give ${whom} "every: 12 months", or add such a duty`;
}

function when({ after, next }: Seldom): string {
  if (after && next) return `between ${day(after)} and ${day(next)}`;
  if (after) return `after ${day(after)}`;
  return next ? `before ${day(next)}` : 'on any day to come';
}

function day(date: LocalDate): string {
  return `${shortDate(date)} ${date.slice(0, 4)}`;
}
