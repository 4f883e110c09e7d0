import type { Reads } from '../../register/register.ts';
import { auditProgrammeOf } from '../../rules/audit/cycle.ts';
import { gridRows } from '../../rules/audit/grid.ts';
import { dateAt, endOfDay } from '../../rules/calendar/local-day.ts';
import type { Programme } from '../../rules/programme.ts';
import { type LocalDate, plusMs } from '../../rules/time.ts';
import { programmeOf } from '../organisation.ts';
import { coveredIn } from '../uncovered.ts';
import { isRedacted } from './redacted.ts';
import type { TableKind } from './table.ts';

/** Clauses and controls against audits, with the gaps, today or as they stood at the end of a day (9.2.2). */
export const auditGrid: TableKind = {
  source: 'documented information: audit; the audit programme in force',
  about: 'every clause and control: asked how often, covered by which audits, what is missing in the cycle',
  dated: true,
  rows: async ({ register, org: { programme }, now, on }) => {
    const audit = auditProgrammeOf(on ? await programmeOn(register, programme, on) : programme);
    if (!audit) return [];
    const day = on ?? dateAt(programme.zone, now);
    const covered = await coveredIn(register, programme);
    return gridRows(
      audit,
      covered.filter((one) => one.on <= day),
      day,
    );
  },
};

/** The programme that was in force at the end of a day: the first one before there was any, the present one where that was taken out. */
async function programmeOn(register: Reads, present: Programme, on: LocalDate): Promise<Programme> {
  const end = plusMs(endOfDay(present.zone, on), -1);
  const history = await register.programmeHistory();
  const { version } = history.findLast(({ at }) => at <= end) ?? history[0] ?? {};
  const found = version === undefined ? undefined : await register.programme(version);
  if (version === undefined || !found || isRedacted(found.programme)) return present;
  return programmeOf(register, version, end);
}
