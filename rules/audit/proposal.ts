import type { Calendar } from '../calendar/working-day.ts';
import { ANNEX_A } from '../clauses.ts';
import { byText } from '../order.ts';
import type { AuditProgramme, Duty } from '../programme.ts';
import type { LocalDate } from '../time.ts';
import { type Covered, uncovered, yearlyRows } from './coverage.ts';
import { auditsIn, cycleAt, type Stretch, yearsOf } from './cycle.ts';
import { inOrder, ROWS } from './ranges.ts';

/** What a scope is proposed from. */
export interface Background {
  audit: AuditProgramme;
  duty: Duty;
  /** Those of its programme. */
  duties: Duty[];
  calendar: Calendar;
  /** The nominal date of this audit. */
  period: LocalDate;
  covered: Covered[];
  /** What nonconformities were raised against, and when. */
  found: { rows: string[]; on: LocalDate }[];
  /** Controls by which risks are treated, and since when. */
  treating: { rows: string[]; on: LocalDate }[];
  /** What its auditor may not audit. */
  barred: string[];
}

/** A scope, and which of its rows were chosen for another reason than being next in turn. */
export interface Proposal {
  rows: string[];
  key: string[];
  /** Nonconformities were raised against these since they were last audited. */
  found: string[];
  /** Risks are treated by these, and that was not audited yet. */
  treating: string[];
}

/**
 * Proposes what an audit looks at: key controls; what nonconformities were raised against, and by what risks are treated, since it was last
 * audited; and of what the grid still lacks this audit's share, so that the audits to come can take the rest; what was never or longest ago
 * audited goes first (9.2.2; domain, section 5). What its auditor may not audit is left out.
 */
export function proposedScope(from: Background): Proposal {
  const { audit, barred } = from;
  const may = (row: string) => !barred.includes(row);
  const key = audit.keyControls.filter(may);
  const found = ROWS.filter((row) => may(row) && isSince(row, from.found, from));
  const treating = ROWS.filter((row) => may(row) && !found.includes(row) && isSince(row, from.treating, from));
  const due = sharesOf(from).flatMap(({ rows, audits }) => {
    const open = rows.filter(
      (row) => may(row) && !key.includes(row) && !found.includes(row) && !treating.includes(row),
    );
    return byAge(open, from.covered).slice(0, Math.ceil(open.length / Math.max(1, audits)));
  });
  return { rows: inOrder([...key, ...found, ...treating, ...due]), key, found, treating };
}

/** What is open by each rule of the grid, and how many audits share it, this one among them. */
function sharesOf({
  audit,
  duty,
  duties,
  calendar,
  period,
  covered,
}: Background): { rows: string[]; audits: number }[] {
  const share = (rows: readonly string[], stretch: Stretch) => ({
    rows: uncovered(rows, covered, stretch),
    audits: auditsIn({ from: period, until: stretch.until }, { duties }, duty, calendar),
  });
  const cycle = cycleAt(audit, period);
  const year = cycle && yearsOf(cycle, period).at(-1);
  const yearly = yearlyRows(audit);
  return [
    ...(audit.stage2 && period < audit.stage2 ? [share(ROWS, { from: '', until: audit.stage2 })] : []),
    ...(year ? [share(yearly, year)] : []),
    ...(cycle
      ? [
          share(
            ANNEX_A.filter((row) => !yearly.includes(row)),
            cycle,
          ),
        ]
      : []),
    ...(!cycle && !audit.stage2 ? [share(ROWS, { from: '', until: audit.cycle.from })] : []),
  ];
}

/** Whether something happened to a row that no audit has looked at since. */
function isSince(row: string, what: Background['found'], { covered, period }: Background): boolean {
  const last = lastOn(row, covered);
  return what.some(({ rows, on }) => rows.includes(row) && on <= period && (last === undefined || on > last));
}

function byAge(rows: readonly string[], covered: Covered[]): string[] {
  return rows.toSorted(byText((row) => lastOn(row, covered) ?? ''));
}

function lastOn(row: string, covered: Covered[]): LocalDate | undefined {
  return covered
    .filter(({ rows }) => rows.includes(row))
    .map(({ on }) => on)
    .sort()
    .at(-1);
}
