import { clausesNamed } from '../../rules/clauses.ts';
import { textOf } from '../../rules/event.ts';
import { broughtKey } from '../../rules/keys.ts';
import { type BroughtNonconformity, faultIn } from '../../rules/nonconformity/bring.ts';
import type { NonconformityState, StepName } from '../../rules/nonconformity/state.ts';
import { AUDIT_STAGES, type Source } from '../../rules/nonconformity/terms.ts';
import { day, NO_DAY, named, optional, passedOver, pastDay, pastPerson, word, words } from './columns.ts';
import { broughtFrom } from './entries.ts';
import { ANY, type ColumnContext, type Importable, type ImportContext, type ImportPlan } from './importable.ts';
import {
  type Column,
  headerOf,
  type Line,
  readTable,
  type TableFile,
  type TableMistake,
  withoutMistakes,
} from './table.ts';

const CLAUSES: Column<string[]> = {
  needed: true,
  allowed: 'clauses and controls of ISO/IEC 27001:2022 such as 9.2, A.5.18',
  read: (text) => {
    const found = text.match(/(?:A\.)?\d+\.\d+(?:\.\d+)?(?: ?[a-l]\)?(?![\w.]))?/g) ?? [];
    const rest = found.reduce((left, clause) => left.replace(clause, ''), text);
    const named = found.map(clausesNamed);
    const isRead = found.length > 0 && /^[\s,;]*$/.test(rest) && named.every((clauses) => clauses.length > 0);
    return isRead ? [...new Set(named.flat())] : undefined;
  },
};

/** What a nonconformity may come from; the last ones only the engine knows of, and are kept as words. */
const SOURCES = [
  'person',
  'finding',
  'measurement',
  'incident',
  'risk',
  'external',
  'missed',
  'waived',
  'repeats',
] as const;
const STEPS = ['correction', 'extent', 'similar', 'cause', 'criterion'] as const satisfies readonly StepName[];

function columnsOf({ programme, nonconformities: before, now }: ColumnContext) {
  const past = pastDay(programme.zone, now);
  const people = before.flatMap(({ terms, verdicts, extended }) => [
    terms.owner,
    terms.raisedBy ?? '',
    ...[...verdicts, ...extended].map(({ by }) => by),
  ]);
  const who = optional(pastPerson(programme, people));
  const said = optional(words(4000));
  return {
    nonconformity: words(40),
    title: words(120),
    nature: words(4000),
    process: named(
      programme.processes,
      before.map(({ terms }) => terms.process),
    ),
    clauses: CLAUSES,
    own_grade: word(['minor', 'major', 'concern']),
    raised_on: past,
    raised_by: who,
    owner: who,
    evidence: said,
    source: optional(word(SOURCES)),
    correction: said,
    extent: said,
    similar: said,
    cause: said,
    criterion: said,
    became_major: optional(past),
    plan_due: optional(day),
    resolve_due: optional(day),
    extended_by: who,
    closed: optional(past),
    effectiveness: optional(word(['effective', 'ineffective'])),
    effectiveness_by: who,
    body: optional(words(120)),
    body_stage: optional(word(AUDIT_STAGES)),
    ...passedOver(
      'grade',
      'rule',
      'became_major_noticed',
      'step',
      'round',
      'plan_agreed',
      'plan_agreed_by',
      'resolved',
    ),
    ...passedOver(
      'overdue_noticed',
      'deadlines_passed',
      'extensions',
      'recurrence_of',
      'recurred_as',
      'body_grade',
      'body_status',
      'ticket',
    ),
    ...passedOver('formerly', 'brought_along'),
  };
}

type NonconformityLine = Line<ReturnType<typeof columnsOf>>;

/**
 * Nonconformities that were kept before (10.2): each open one becomes one here, with a ticket and the clocks of its own date; closed ones are
 * records, which count as minors that repeat and as what may have happened again.
 */
export const nonconformities: Importable = {
  noun: 'nonconformity',
  header: headerOf(columnsOf(ANY)),
  opens: true,
  plan,
};

function plan(file: TableFile, context: ImportContext): ImportPlan {
  const { lines, mistakes } = readTable(file, columnsOf(context));
  const first = [...mistakes, ...lines.flatMap((line) => [...twice(line, lines), ...halfExternal(line)])];
  const whole = withoutMistakes(lines, first);
  const read = whole.map((line) => ({ line, brought: broughtIn(line, file, context), known: knownAs(line, context) }));
  const all = [
    ...first,
    ...read.flatMap(({ line, brought, known }) => [...(known ? differing(line, known) : faultsOf(brought, context))]),
  ];
  if (all.length > 0) return { mistakes: all };
  return { events: [], lines: lines.length, nonconformities: read.flatMap((one) => (one.known ? [] : [one.brought])) };
}

function knownAs({ cells }: NonconformityLine, { programme, nonconformities: all }: ImportContext) {
  const { nonconformity = '' } = cells;
  const key = broughtKey(programme.instance, nonconformity);
  return all.find(({ terms }) => terms.key === key || terms.display === nonconformity);
}

function twice({ line, cells: { nonconformity } }: NonconformityLine, lines: NonconformityLine[]): TableMistake[] {
  const first = lines.find(({ cells }) => cells.nonconformity === nonconformity)?.line;
  if (nonconformity === undefined || first === line) return [];
  return [{ line, column: 'nonconformity', message: `stands in line ${first} already`, found: nonconformity }];
}

function halfExternal({ line, cells: { source, body, body_stage: stage } }: NonconformityLine): TableMistake[] {
  if (source === 'external' && !body)
    return [{ line, column: 'body', message: 'is missing: which certification body?' }];
  if (body && !stage) return [{ line, column: 'body_stage', message: 'is missing', allowed: AUDIT_STAGES.join(', ') }];
  return stage && !body ? [{ line, column: 'body', message: 'is missing: which certification body?' }] : [];
}

/** What is open here goes on here: no file closes it, nor makes it another one. */
function differing({ line, cells }: NonconformityLine, { terms, closed }: NonconformityState): TableMistake[] {
  const at = (column: string, found: string, recorded: string): TableMistake[] =>
    found === recorded
      ? []
      : [{ line, column, message: `${terms.display} is recorded with another one`, found, allowed: recorded }];
  if (cells.closed && !closed)
    return [{ line, column: 'closed', message: `${terms.display} is open here, and is closed in its ticket` }];
  return [
    ...at('title', cells.title ?? '', textOf(terms.title).trim()),
    ...at('own_grade', cells.own_grade ?? '', terms.ownGrade),
    ...at('raised_on', cells.raised_on?.on ?? '', terms.raisedOn),
  ];
}

function faultsOf(brought: BroughtNonconformity, { programme, calendar }: ImportContext): TableMistake[] {
  const fault = faultIn(brought, programme, calendar);
  return fault ? [{ line: brought.line, ...fault }] : [];
}

function broughtIn({ line, cells }: NonconformityLine, file: TableFile, context: ImportContext): BroughtNonconformity {
  const { nonconformity: number = '', raised_on: raised = NO_DAY, raised_by: by, owner, evidence, source } = cells;
  const {
    body,
    body_stage: stage,
    became_major: becameMajor,
    plan_due: planBy,
    resolve_due: resolveBy,
    closed,
  } = cells;
  const { extended_by: extendedBy, effectiveness, effectiveness_by: judgedBy = '' } = cells;
  const steps = Object.fromEntries(STEPS.flatMap((step) => (cells[step] ? [[step, cells[step]]] : [])));
  return {
    line,
    brought: { ...broughtFrom(file, context, raised), number, source: source ?? '' },
    title: cells.title ?? '',
    nature: cells.nature ?? '',
    ...(evidence && { evidence }),
    clauses: cells.clauses ?? [],
    process: cells.process ?? '',
    ...(owner && { owner }),
    source: sourceOf(source ?? 'person', by),
    grade: cells.own_grade ?? 'minor',
    ...(body && stage && { external: { body, stage } }),
    raised,
    ...(by && { raisedBy: by }),
    ...(becameMajor && { becameMajor }),
    steps,
    ...(planBy && { planBy }),
    ...(resolveBy && { resolveBy }),
    ...(extendedBy && { extendedBy }),
    ...(closed && { closed, ...(effectiveness && { judged: { verdict: effectiveness, by: judgedBy } }) }),
  };
}

function sourceOf(kind: (typeof SOURCES)[number], by: string | undefined): Source {
  if (kind === 'person' || kind === 'missed' || kind === 'waived') return { kind: 'person', ...(by && { by }) };
  return { kind };
}
