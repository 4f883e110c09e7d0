import { plusDays } from '../calendar/local-day.ts';
import type { AuditProgramme } from '../programme.ts';
import type { LocalDate } from '../time.ts';
import { type Covered, coverage, type GridRule, type Hole, yearlyRows } from './coverage.ts';
import { ROWS } from './ranges.ts';

const asks: Record<GridRule, (hole: Hole) => string> = {
  yearly: ({ until }) => `not in the year to ${plusDays(until, -1)}`,
  cycle: ({ until }) => `not in the cycle to ${plusDays(until, -1)}`,
  key: ({ audit = '' }) => `left out, though looked at each time: ${audit}`,
  'stage-2': ({ until }) => `not before stage 2 on ${until}`,
};

/** @returns the grid of the audit programme: a line for each clause and control, with the audits that covered it and what is missing (9.2.2). */
export function gridRows(audit: AuditProgramme, audits: Covered[], on: LocalDate) {
  const holes = coverage(audit, audits, on);
  const yearly = yearlyRows(audit);
  return ROWS.map((row) => {
    const had = audits.filter(({ rows }) => rows.includes(row));
    const lacking = holes.filter(({ rows }) => rows.includes(row));
    return {
      clause: row,
      asked: [
        yearly.includes(row) ? 'each year' : 'in the cycle',
        ...(audit.keyControls.includes(row) ? ['each time'] : []),
      ].join(', '),
      audits: had.map((a) => `${a.title} (${a.on})`).join('; '),
      last:
        had
          .map((a) => a.on)
          .sort()
          .at(-1) ?? '',
      missing: lacking.map((hole) => `${asks[hole.rule](hole)}${hole.over ? '' : ' yet'}`).join('; '),
    };
  });
}
