import { ANNEX_A, REQUIREMENTS } from '../clauses.ts';
import type { AuditProgramme } from '../programme.ts';
import type { LocalDate } from '../time.ts';
import { cycleAt, holds, type Stretch, yearsOf } from './cycle.ts';
import { inOrder, ROWS } from './ranges.ts';

/** An audit that was carried out: which requirements and controls, and when its fieldwork was done. */
export interface Covered {
  title: string;
  on: LocalDate;
  rows: string[];
  /** Brought along from before: what the audit programme asks of every audit is not asked of this one. */
  before?: boolean;
}

/** Which rule of the audit programme asks for something: each year, within the cycle, each time, before stage 2. */
export type GridRule = 'yearly' | 'cycle' | 'key' | 'stage-2';

/** What a rule of the audit programme asks for, and no audit has covered. `until` is the first day that is too late. */
export interface Hole extends Stretch {
  rule: GridRule;
  rows: string[];
  /** Out of so many. */
  of: number;
  /** It can no longer be filled. */
  over: boolean;
  /** Of a key control: the audit that left it out. */
  audit?: string;
}

/**
 * Compares the audits that were carried out with the grid: clauses 4 to 10 and what else is yearly in each year of the cycle, Annex A
 * within it, key controls in each audit, everything before stage 2 (9.2.2; domain, section 5).
 * @returns what is not covered by that day, what can no longer be filled first.
 */
export function coverage(programme: AuditProgramme, audits: Covered[], on: LocalDate): Hole[] {
  const cycle = cycleAt(programme, on);
  const first = !cycle || cycle.from === programme.cycle.from;
  const holes = [
    ...(first && programme.stage2 ? lacking('stage-2', { from: '', until: programme.stage2 }, ROWS, audits, on) : []),
    ...(cycle ? inCycle(programme, cycle, audits, on) : []),
  ];
  return [...holes.filter((h) => h.over), ...holes.filter((h) => !h.over)];
}

function inCycle(programme: AuditProgramme, cycle: Stretch, audits: Covered[], on: LocalDate): Hole[] {
  const yearly = yearlyRows(programme);
  const rest = ANNEX_A.filter((row) => !yearly.includes(row));
  return [
    ...yearsOf(cycle, on).flatMap((year) => lacking('yearly', year, yearly, audits, on)),
    ...lacking('cycle', cycle, rest, audits, on),
    ...audits
      .filter((audit) => holds(cycle, audit.on) && !audit.before)
      .flatMap((audit) => leftOut(programme, cycle, audit)),
  ];
}

/** @returns what is audited in each year. */
export function yearlyRows({ yearly }: AuditProgramme): string[] {
  return inOrder([...REQUIREMENTS, ...yearly]);
}

function lacking(
  rule: GridRule,
  stretch: Stretch,
  wanted: readonly string[],
  audits: Covered[],
  on: LocalDate,
): Hole[] {
  const rows = uncovered(wanted, audits, stretch);
  return rows.length > 0 ? [{ rule, ...stretch, rows, of: wanted.length, over: stretch.until <= on }] : [];
}

function leftOut({ keyControls }: AuditProgramme, cycle: Stretch, { title, rows: had, on }: Covered): Hole[] {
  const rows = keyControls.filter((row) => !had.includes(row));
  if (rows.length === 0) return [];
  return [{ rule: 'key', from: on, until: cycle.until, rows, of: keyControls.length, over: true, audit: title }];
}

/** @returns those rows that no audit covered in a stretch of days. */
export function uncovered(rows: readonly string[], audits: Covered[], stretch: Stretch): string[] {
  const had = new Set(audits.filter((a) => holds(stretch, a.on)).flatMap((a) => a.rows));
  return rows.filter((row) => !had.has(row));
}
