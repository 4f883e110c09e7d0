import type { AuditStanding } from '../../rules/audit/planned.ts';
import { readRows, SCOPE_FORM } from '../../rules/audit/ranges.ts';
import type { Examined } from '../../rules/audit/record.ts';
import { keyOf } from '../../rules/keys.ts';
import { without } from '../../rules/without.ts';
import { NO_DAY, number, optional, passedOver, pastDay, pastPerson, words } from './columns.ts';
import { broughtEvent, broughtFrom, type Entry, planEntries } from './entries.ts';
import { ANY, type ColumnContext, type Importable, type ImportContext, type ImportPlan } from './importable.ts';
import { type Column, headerOf, type Line, readTable, type TableFile, type TableMistake } from './table.ts';

const SCOPE: Column<string[]> = {
  needed: true,
  allowed: `clauses and controls such as ${SCOPE_FORM}`,
  read: (text) => {
    const read = readRows(text);
    return 'rows' in read && read.rows.length > 0 ? read.rows : undefined;
  },
};

function columnsOf({ programme, known, now }: ColumnContext) {
  const before = known.filter((d) => d.noun === 'audit');
  const people = before.flatMap(({ auditor, report }) => [auditor, report?.verifiedBy ?? '']);
  const past = pastDay(programme.zone, now);
  return {
    audit: words(120),
    scope: SCOPE,
    auditor: pastPerson(programme, people),
    examined: past,
    period: optional(words(40)),
    criteria: optional(words(4000)),
    sample: optional(words(4000)),
    findings: optional(number(0, 1000)),
    majors: optional(number(0, 1000)),
    reported: optional(past),
    report: optional(words(1000)),
    verified_by: optional(pastPerson(programme, people)),
    occurrence: optional(words(40)),
    state: { ...optional(words(40)), unnamed: true } as const,
    ...passedOver('due', 'missed', 'waived', 'competence', 'checked', 'taken_over', 'planned', 'nonconformities'),
    ...passedOver('report_to', 'brought_along', 'taken_back'),
  };
}

type AuditLine = Line<ReturnType<typeof columnsOf>>;

/**
 * Internal audits that were held before (9.2.2), with the scope that each looked at: they count in the grid of the audit programme. Nobody
 * checked its auditor then, so the record says nothing of that.
 */
export const audits: Importable = { noun: 'audit', header: headerOf(columnsOf(ANY)), plan };

function plan(file: TableFile, context: ImportContext): ImportPlan {
  const { lines, mistakes } = readTable(file, columnsOf(context));
  const held = lines.filter(wasHeld);
  const inHeld = mistakes.filter(
    ({ line }) => held.some((h) => h.line === line) || !lines.some((l) => l.line === line),
  );
  const all = [...inHeld, ...held.flatMap(contradictions)];
  return planEntries(held.map(withoutState), all, context, (line) => entryOf(line, file, context));
}

/** `records audit` also writes what is planned, or was missed or waived: of that nothing is brought along. */
function wasHeld({ cells: { state = '', examined }, wrong }: AuditLine): boolean {
  return examined !== undefined || wrong.includes('examined') || !NOT_HELD.includes(state);
}

const NOT_HELD: string[] = ['open', 'planned', 'missed', 'waived'] satisfies AuditStanding[];

function withoutState(line: AuditLine): AuditLine {
  return { ...line, cells: without(line.cells, 'state') };
}

function contradictions({ line, cells }: AuditLine): TableMistake[] {
  const { findings, majors, examined, reported, report } = cells;
  const at = (column: string, message: string): TableMistake[] => [{ line, column, message }];
  if (findings !== undefined && majors !== undefined && majors > findings)
    return at('majors', 'there are more than findings; these count all');
  if (report && !reported) return at('reported', 'is missing: when was the report given?');
  if (reported && examined && reported.at < examined.at) return at('reported', 'lies before the audit');
  return [];
}

function entryOf({ cells }: AuditLine, file: TableFile, context: ImportContext): Entry {
  const { audit: title = '', scope = [], auditor = '', examined = NO_DAY, criteria, sample, reported, report } = cells;
  const { period = examined.on.slice(0, 10), verified_by: verifiedBy, findings, majors } = cells;
  const id = idOf(cells, title, examined.on, context);
  const body: Examined = {
    title: { text: title },
    duty: '',
    period,
    auditor,
    scope,
    ...(criteria && { criteria: { text: criteria } }),
    ...(sample && { sample: { text: sample } }),
    counted: { ...(findings !== undefined && { findings }), ...(majors !== undefined && { majors }) },
    ...(reported && {
      report: {
        at: reported.at,
        on: reported.on,
        name: { text: report ?? '' },
        to: [],
        ...(verifiedBy && { verifiedBy }),
      },
    }),
    brought: broughtFrom(file, context, examined),
  };
  return {
    event: broughtEvent(`documented/audit/${id}`, 'examined', body, context, examined.at),
    is: () => true,
    id: `${title} ${examined.on}`,
    column: 'audit',
  };
}

/** One that the register has is known by the id in its table; any other one by its title and day. */
function idOf(
  { occurrence }: AuditLine['cells'],
  title: string,
  day: string,
  { programme, known }: ImportContext,
): string {
  if (known.some((d) => d.noun === 'audit' && d.id === occurrence)) return occurrence ?? '';
  return keyOf({ instance: programme.instance, duty: '', period: day, cause: title, slot: 'audit' });
}
