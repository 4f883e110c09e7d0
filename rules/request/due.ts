import type { LocalDate } from '../time.ts';
import type { Line } from './list.ts';

/** A date by which a list, or a line of it, cannot be asked for. */
export interface WrongDue {
  /** The line's id; undefined for the list itself. */
  line?: string;
  found: LocalDate;
  /** After `which`: `has passed`. */
  why: string;
  allowed: string;
}

/**
 * A date that has passed would be missed, and a nonconformity, the moment it is asked for; an item is part of its list.
 * @param whole the last day of the list.
 * @returns what is wrong with the list's date and with those of its lines (9.2).
 */
export function wrongDues(lines: Pick<Line, 'id' | 'due'>[], whole: LocalDate, today: LocalDate): WrongDue[] {
  if (whole < today) return [past(whole, today), ...lines.flatMap(({ id, due }) => ofLine(id, due, today))];
  return lines.flatMap(({ id, due }) => ofLine(id, due, today, whole));
}

function ofLine(line: string, due: LocalDate | undefined, today: LocalDate, whole?: LocalDate): WrongDue[] {
  if (due === undefined) return [];
  if (due < today) return [{ line, ...past(due, today) }];
  if (whole === undefined || due <= whole) return [];
  const allowed = `today, ${today}, to the list’s, ${whole}; or a later --due for the list`;
  return [{ line, found: due, why: 'is after the list’s', allowed }];
}

function past(found: LocalDate, today: LocalDate): WrongDue {
  return { found, why: 'has passed', allowed: `today, ${today}, or later` };
}
