import { jsonOf, type NewEvent } from '../../rules/event.ts';
import type { Programme } from '../../rules/programme.ts';
import { criteriaVersion, levelOf, type RiskCriteria } from '../../rules/risk/criteria.ts';
import { ratingsOf } from '../../rules/risk/reading.ts';
import type { Risk, RiskEvents } from '../../rules/risk/state.ts';
import { number, optional, passedOver, pastDay, pastPerson, person, words } from './columns.ts';
import { broughtFrom } from './entries.ts';
import { ANY, type ColumnContext, type Importable, type ImportContext, type ImportPlan } from './importable.ts';
import { type Column, headerOf, type Line, readTable, type TableFile, type TableMistake } from './table.ts';

const ID: Column<string> = {
  needed: true,
  allowed: 'capital letters, a hyphen, then letters and digits, such as R-7',
  read: (text) => (/^[A-Z]{1,5}-[A-Z0-9]{1,12}$/.test(text) ? text : undefined),
};

/** What `records risk` writes beside that: it came of assessments and treatments here. */
const WRITTEN = [
  ...['standing', 'level', 'limit', 'criteria', 'last_level', 'last_criteria', 'last_rated', 'change'],
  ...[
    'level_before_treatment',
    'option',
    'controls',
    'treatment',
    'decided_by',
    'decided',
    'action_owner',
    'action_due',
  ],
  ...[
    'done',
    'verified_by',
    'evidence',
    'taken_back',
    'residual',
    'last_residual',
    'residual_change',
    'failed',
    'failed_because',
    'accepted_by',
    'accepted',
  ],
  ...['accepted_level', 'accepted_limit', 'justification', 'approved_by', 'expires', 'retired_because'],
  'brought_along',
];

function columnsOf({ programme, known, now }: ColumnContext & { programme: Pick<Programme, 'riskCriteria'> }) {
  const { consequence, likelihood } = programme.riskCriteria ?? {};
  const raters = known.flatMap((d) => (d.noun === 'risk' ? ratingsOf(d).flatMap(({ by }) => by ?? []) : []));
  return {
    id: ID,
    title: words(120),
    owner: person(programme),
    scope: optional(words(300)),
    consequence: optional(number(1, consequence?.steps ?? 10)),
    likelihood: optional(number(1, likelihood?.steps ?? 10)),
    because: optional(words(500)),
    rated_by: optional(pastPerson(programme, raters)),
    rated: optional(pastDay(programme.zone, now)),
    retired: { ...optional(words(40)), unnamed: true } as const,
    ...passedOver(...WRITTEN),
  };
}

type RiskLine = Line<ReturnType<typeof columnsOf>>;

/**
 * The risk register as it was kept before (6.1.2): each risk with its owner and, where it was rated, how; by whom and when only where the
 * file says so, for its owner today need not have rated it. A risk that is known already is
 * left as it is, but for its owner: another one takes it over.
 */
export const risks: Importable = { noun: 'risk', header: headerOf(columnsOf(ANY)), plan };

function plan(file: TableFile, context: ImportContext): ImportPlan {
  const { programme, known } = context;
  const { lines, mistakes } = readTable(file, columnsOf(context));
  const before = known.filter((d) => d.noun === 'risk');
  const all = [...mistakes, ...twice(lines), ...halves(lines, programme.riskCriteria), ...over(lines, before)];
  if (all.length > 0) return { mistakes: all };
  const events = lines.flatMap((line) =>
    eventsOf(
      line,
      before.find((r) => r.id === line.cells.id),
      file,
      context,
    ),
  );
  return { events, lines: lines.length };
}

function twice(lines: RiskLine[]): TableMistake[] {
  return lines.flatMap(({ line, cells }) => {
    const first = lines.find((other) => other.cells.id === cells.id);
    if (cells.id === undefined || first?.line === line) return [];
    return [{ line, column: 'id', message: `stands in line ${first?.line} already`, found: cells.id }];
  });
}

/** Of one that is over nothing would begin here but another life. */
function over(lines: RiskLine[], before: Risk[]): TableMistake[] {
  return lines
    .filter(({ cells: { id, retired } }) => retired !== undefined && !before.some((risk) => risk.id === id))
    .map(({ line, cells: { retired } }) => ({
      line,
      column: 'retired',
      message: 'what is retired is not brought along; leave the line out',
      ...(retired && { found: retired }),
    }));
}

function halves(lines: RiskLine[], criteria: RiskCriteria | undefined): TableMistake[] {
  return lines.flatMap(({ line, wrong, cells: { consequence, likelihood, rated_by, rated } }): TableMistake[] => {
    if (wrong.length > 0) return [];
    if (consequence === undefined && likelihood === undefined) {
      if (rated_by === undefined && rated === undefined) return [];
      const column = rated_by === undefined ? 'rated' : 'rated_by';
      return [{ line, column, message: 'nothing was rated: consequence and likelihood are empty' }];
    }
    const column = consequence === undefined ? 'consequence' : 'likelihood';
    if (consequence === undefined || likelihood === undefined)
      return [{ line, column, message: 'a rating has both: consequence and likelihood' }];
    if (criteria) return [];
    return [{ line, column: 'consequence', message: 'the programme has no risk_criteria, so nothing can be rated' }];
  });
}

function eventsOf({ cells }: RiskLine, before: Risk | undefined, file: TableFile, context: ImportContext): NewEvent[] {
  const { programme, actor, now } = context;
  const { id = '', title = '', owner = '', scope, consequence, likelihood, because } = cells;
  const event = <K extends keyof RiskEvents>(kind: K, body: RiskEvents[K]): NewEvent => ({
    stream: `documented/risk/${id}`,
    kind,
    actor,
    at: now,
    body: jsonOf(body),
  });
  if (before) return before.owner === owner ? [] : [event('handed-over', { owner })];
  const brought = broughtFrom(file, context);
  const said = { title: { text: title }, owner, ...(scope && { scope: { text: scope } }), brought };
  const { riskCriteria } = programme;
  if (!riskCriteria || consequence === undefined || likelihood === undefined) return [event('identified', said)];
  const rated = { consequence, likelihood };
  const by = { ...(cells.rated_by && { by: cells.rated_by }), ...(because && { because: { text: because } }) };
  const level = { level: levelOf(rated), limit: riskCriteria.acceptable, criteria: criteriaVersion(riskCriteria) };
  return [
    event('identified', said),
    event('rated', { ...rated, ...level, ...by, brought: broughtFrom(file, context, cells.rated) }),
  ];
}
