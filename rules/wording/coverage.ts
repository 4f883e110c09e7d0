import { type Covered, coverage, type Hole } from '../audit/coverage.ts';
import { auditProgrammeOf, auditsIn } from '../audit/cycle.ts';
import { ranges } from '../audit/ranges.ts';
import { plusDays } from '../calendar/local-day.ts';
import { shortDate } from '../calendar/show.ts';
import type { Calendar } from '../calendar/working-day.ts';
import type { Programme } from '../programme.ts';
import type { LocalDate } from '../time.ts';
import type { NoticeText } from './notice.ts';

/**
 * @returns what no audit has covered by that day, in words: what can no longer be filled first, then what is left, with how many audits
 * are planned in the time that is left; [] without an audit programme (9.2.2).
 */
export function uncoveredLines(programme: Programme, calendar: Calendar, audits: Covered[], on: LocalDate): string[] {
  const { duties } = programme;
  const audit = auditProgrammeOf(programme);
  if (!audit) return [];
  const planned = (until: LocalDate) =>
    duties
      .filter(({ kind }) => kind === 'internal-audit')
      .reduce((n, duty) => n + auditsIn({ from: on, until }, programme, duty, calendar), 0);
  return coverage(audit, audits, on).map((hole) => lineOf(hole, planned(hole.until)));
}

/** @returns what the leads are told once a month. @param lines of `uncoveredLines`. */
export function uncoveredNotice(lines: string[]): NoticeText {
  return {
    subject: 'What no internal audit has covered yet',
    lines: ['By ISO/IEC 27001, 9.2.2 and your audit programme:', ...lines, 'Next: dutybound records audit-grid'],
  };
}

function lineOf({ rule, rows, of, until, over, audit }: Hole, planned: number): string {
  const last = plusDays(until, -1);
  const what = `${ranges(rows)} (${rows.length} of ${of})`;
  if (rule === 'key') return `${audit} left out what is looked at each time: ${ranges(rows)}`;
  const time = { yearly: 'the year', cycle: 'the cycle', 'stage-2': 'the time' }[rule];
  if (over) return `not audited in ${time} to ${day(last)}: ${what}`;
  const left = planned === 0 ? 'no audit is' : planned === 1 ? '1 audit is' : `${planned} audits are`;
  return `to be audited by ${day(last)}: ${what}; ${left} planned by then`;
}

function day(date: LocalDate): string {
  return `${shortDate(date)} ${date.slice(0, 4)}`;
}
