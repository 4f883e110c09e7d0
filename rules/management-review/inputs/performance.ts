import type { Audit } from '../../audit/record.ts';
import { plannedAuditRows } from '../../audit/table.ts';
import { dutyNamed } from '../../duty-named.ts';
import { textOf } from '../../event.ts';
import { IMPROVEMENT } from '../../improvement/duty.ts';
import type { Series } from '../../measurement/series.ts';
import { type NonconformityState, stageOf } from '../../nonconformity/state.ts';
import type { Course } from '../../occurrence-course.ts';
import { byText } from '../../order.ts';
import { standing } from '../../taken-back.ts';
import { msBetween, plusMs } from '../../time.ts';
import type { PackSources, Section } from '../pack.ts';
import { dated, lastDoneLine, lastDoneTable, rowsOfNoun, tableOf } from './telling.ts';

/** Input d: nonconformities, measurements and objectives, audits, and how the duties were done; with the time before beside it (9.3.2 d). */
export function performance(sources: PackSources): Section {
  const parts = [nonconformities(sources), duties(sources), measurements(sources), audits(sources)];
  return { line: parts.map((p) => p.line).join('; '), tables: parts.flatMap((p) => p.tables) };
}

function nonconformities(sources: PackSources): Section {
  const { nonconformities: all, since, now } = sources;
  const before = plusMs(since, -msBetween(since, now));
  const open = all.filter((n) => !n.closed);
  const raised = all.filter((n) => n.terms.entered >= since);
  const raisedBefore = all.filter((n) => n.terms.entered >= before && n.terms.entered < since);
  const closed = all.filter((n) => n.closed && n.closed.at >= since);
  const majors = open.filter((n) => n.grade === 'major').length;
  return {
    line: `nonconformities: ${open.length} open (${majors} major), ${raised.length} raised since ${dated(sources, since)} (${raisedBefore.length} in as long before), ${closed.length} closed`,
    tables: tableOf(
      'Nonconformities open, or closed since the last review',
      [...new Set([...open, ...closed])].map(nonconformityRow).sort(byText(({ nonconformity }) => nonconformity)),
    ),
  };
}

function nonconformityRow(state: NonconformityState) {
  const { terms, grade, clocks, thread, closed } = state;
  return {
    nonconformity: terms.display,
    title: textOf(terms.title),
    clauses: terms.clauses.join(', '),
    process: terms.process,
    grade,
    raised: terms.raisedOn,
    'resolve by': clocks.resolve.date ?? clocks.resolve.at,
    step: stageOf(state),
    closed: closed?.at,
    ticket: thread.ref?.url,
  };
}

function duties({ org, occurrences, since, now }: PackSources): Section {
  const owed = occurrences.filter((o) => o.due > since && o.due <= now && o.duty !== IMPROVEMENT);
  const count = (of: typeof owed) => {
    const number = (course: Course) => of.filter((o) => o.course === course).length;
    const [done, late, missed] = [number('done'), number('late'), number('missed')];
    return { owed: of.length, 'on time': done, late, missed, waived: number('waived'), open: number('open') };
  };
  const all = count(owed);
  const rows = [...new Set(owed.map((o) => o.duty))]
    .map((id) => ({
      duty: dutyNamed(org.programme, id)?.title ?? id,
      ...count(owed.filter(({ duty }) => duty === id)),
    }))
    .sort(byText(({ duty }) => duty));
  return {
    line: `duties: ${all['on time']} of ${all.owed} on time, ${all.late} late, ${all.missed} missed`,
    tables: tableOf('Duties that came due since the last review', rows),
  };
}

function measurements({ org, documented, tasks, since }: PackSources): Section {
  const series = documented.filter((d): d is Series => d.noun === 'measurement');
  const last = series.flatMap(({ values }) => standing(values).at(-1) ?? []);
  const met = last.filter((v) => v.met).length;
  const onObjectives = org.programme.duties.filter(
    (d) => d.kind === 'measurement' && d.clauses.some((c) => c.startsWith('6.2')),
  ).length;
  const rows = rowsOfNoun(series, 'measurement')
    .filter((row) => String(row.at) >= since)
    .map(({ task, ...row }) => ({ ...row, ticket: tasks.find(({ key }) => key === task)?.url }));
  const what = onObjectives > 0 ? 'measurements and objectives' : 'measurements';
  return {
    line: last.length === 0 ? 'nothing measured yet' : `${what}: ${met} of ${last.length} on target`,
    tables: tableOf('Values measured since the last review (9.1, 6.2)', rows),
  };
}

function audits(sources: PackSources): Section {
  const kept = sources.documented.filter((d): d is Audit => d.noun === 'audit');
  // How each was planned and its auditor checked stands in the table of audits itself.
  const rows = plannedAuditRows(kept, sources.audits).map(
    ({ audit, period, state, due, missed, waived, auditor, scope, findings, majors, ...line }) => ({
      ...{ audit, period, state, due, missed, waived, auditor, scope, findings, majors },
      ...{ nonconformities: line.nonconformities, reported: line.reported, report: line.report },
    }),
  );
  return {
    line: `audits: ${lastDoneLine(sources, ['9.2'])}`,
    tables: [...lastDoneTable(sources, 'Internal audits (9.2)', ['9.2']), ...tableOf('Audits and their results', rows)],
  };
}
