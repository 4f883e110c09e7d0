import type { Measured as Value } from '../../rules/measurement/series.ts';
import { isMet, readTarget, type Target } from '../../rules/measurement/target.ts';
import { aboutIn } from '../../rules/subject.ts';
import { decimal, NO_DAY, named, optional, passedOver, pastDay, pastPerson, words } from './columns.ts';
import { broughtEvent, broughtFrom, type Entry, planEntries, TAKEN_BACK, withoutTakenBack } from './entries.ts';
import { ANY, type ColumnContext, type Importable, type ImportContext, type ImportPlan } from './importable.ts';
import { type Column, headerOf, type Line, readTable, type TableFile, type TableMistake } from './table.ts';

const TARGET: Column<Target> = { needed: false, allowed: 'a target such as >= 95, <= 14, = 0', read: readTarget };

function columnsOf({ programme, known, now }: ColumnContext) {
  const before = known.filter((d) => d.noun === 'measurement');
  const ids = before.map(({ id }) => id);
  const people = before.flatMap(({ values }) =>
    values.flatMap(({ by, analysisBy, decision = [] }) => [by, analysisBy ?? by, ...decision.map((one) => one.by)]),
  );
  return {
    series: named(aboutIn(programme, 'measurement'), ids),
    period: pastDay(programme.zone, now),
    value: decimal,
    source: words(1000),
    by: pastPerson(programme, people),
    at: optional(pastDay(programme.zone, now)),
    unit: optional(words(40)),
    target: TARGET,
    analysis: optional(words(4000)),
    analysed_by: optional(pastPerson(programme, people)),
    decision: optional(words(4000)),
    decided_by: optional(words(200)),
    taken_back: TAKEN_BACK,
    ...passedOver('met', 'task', 'brought_along'),
  };
}

type ValueLine = Line<ReturnType<typeof columnsOf>>;

/**
 * Values that were measured before (9.1): of an objective or metric of the programme, each with where it came from and who measured it.
 * Nothing follows from one that missed its target: what did then is said in `decision`.
 */
export const measurements: Importable = { noun: 'measurement', header: headerOf(columnsOf(ANY)), plan };

function plan(file: TableFile, context: ImportContext): ImportPlan {
  const { lines, mistakes } = withoutTakenBack(readTable(file, columnsOf(context)));
  const all = [...mistakes, ...lines.flatMap((line) => withoutTarget(line, context))];
  return planEntries(lines, all, context, (line) => entryOf(line, file, context));
}

/** The programme has no target for what it no longer measures. */
function withoutTarget({ line, wrong, cells: { series, target } }: ValueLine, context: ImportContext): TableMistake[] {
  if (wrong.length > 0 || series === undefined || target || measureOf(series, context)) return [];
  return [{ line, column: 'target', message: `the programme no longer measures ${series}, so the line has to say it` }];
}

function measureOf(series: string, { programme }: ImportContext) {
  const about = aboutIn(programme, 'measurement').find(({ id }) => id === series);
  return about?.subject?.measure ?? about?.duty.measure;
}

function entryOf({ cells }: ValueLine, file: TableFile, context: ImportContext): Entry {
  const { series = '', period = NO_DAY, at = period, value = 0, source = '', by = '', analysis, decision } = cells;
  const analysisBy = cells.analysed_by ?? by;
  const measure = measureOf(series, context);
  const target = cells.target ?? measure?.target ?? { is: '=', than: value };
  const unit = cells.unit ?? measure?.unit;
  const body: Value = {
    value,
    target,
    ...(unit !== undefined && { unit }),
    met: isMet(target, value),
    period: period.on,
    source: { text: source },
    by,
    task: '',
    ...(analysis && { analysis: { text: analysis }, ...(analysisBy !== by && { analysisBy }) }),
    ...(decision && { decision: [{ question: '', answer: { text: decision }, by: cells.decided_by ?? '' }] }),
    brought: broughtFrom(file, context, at),
  };
  return {
    event: broughtEvent(`documented/measurement/${series}`, 'measured', body, context, at.at),
    is: (row) => row.period === period.on,
    id: `${series} ${period.on}`,
    column: 'period',
  };
}
