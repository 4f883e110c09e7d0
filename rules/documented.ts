import { type Action, actionMeanwhile, actionRow, evolveAction } from './action/record.ts';
import { auditedBy } from './audit/history.ts';
import { type Audit, evolveAudit, stateOf } from './audit/record.ts';
import { auditRows } from './audit/table.ts';
import { type Acknowledgements, acknowledgedBy, entriesOf, evolveAcknowledgements } from './campaign/record.ts';
import { approvedBy, type ControlledDocument, evolveDocument, inForceOf, versionsOf } from './document/record.ts';
import type { NewEvent } from './event.ts';
import { evolveImprovement, type Improvement, improvementBy, improvementRow } from './improvement/record.ts';
import { evolveMinutes, type Minutes, minutesOf, minutesRows } from './management-review/minutes.ts';
import { decidedAbout, evolveSeries, measuredBy, type Series, valuesOf } from './measurement/series.ts';
import { evolveOccasion, followedBy, type OccasionRecord } from './occasion/record.ts';
import { changeRow, failureRow, incidentRow, listedOccasion, stepRows } from './occasion/tables.ts';
import type { OccasionKind } from './programme.ts';
import { evolveRequest, linesOf, type RequestList } from './request/list.ts';
import { type ApprovedCriteria, criteriaBy, criteriaRow, evolveCriteria } from './risk/approved-criteria.ts';
import { evolveRisk } from './risk/evolve.ts';
import { standingAcceptance, standingOf } from './risk/reading.ts';
import type { Risk } from './risk/state.ts';
import { riskRow } from './risk/table.ts';
import { ratedBy, statementApprovedBy } from './risk-assessment/results.ts';
import { acceptedBy, concededBy, doneBy, plannedBy } from './risk-treatment/results.ts';
import { evolveStatement, type Statement } from './statement/state.ts';
import { statementRows } from './statement/table.ts';
import { standing } from './taken-back.ts';
import type { TaskKind, TaskState } from './task/state.ts';

/** Documented information beside duties, tasks, and nonconformities: one record a thing, in a stream `documented/NOUN/ID`. */
export type Documented =
  | Series
  | ControlledDocument
  | Acknowledgements
  | RequestList
  | Minutes
  | Action
  | Improvement
  | Risk
  | ApprovedCriteria
  | Statement
  | Audit
  | { [K in OccasionKind]: OccasionRecord<K> }[OccasionKind];
export type Noun = Documented['noun'];

/** What stands in columns of a documented record, to be found and listed by. */
export interface Listed {
  /** What people call it, such as `R-7`. */
  display?: string;
  owner?: string;
  state?: string;
  /** ISO instant or date at which it runs out or is due again. */
  due?: string;
}

/** A line of a noun's table, by column. */
export type TableRow = Record<string, string | number | boolean | undefined>;

interface Kept<D extends Documented> {
  evolve(state: D | undefined, event: NewEvent): D;
  listed(state: D): Listed;
  /** Its lines in the noun's table: one or several. Each line has the same columns, in the same order. */
  rows(state: D): TableRow[];
}

const nouns: { [N in Noun]: Kept<Extract<Documented, { noun: N }>> } = {
  measurement: {
    evolve: evolveSeries,
    listed: ({ values }) => {
      const last = standing(values).at(-1);
      return last ? { state: last.met ? 'met' : 'missed' } : {};
    },
    rows: valuesOf,
  },
  document: {
    evolve: evolveDocument,
    listed: ({ owner, next, versions }) => ({
      owner,
      state: inForceOf(versions)?.version ?? '',
      ...(next && { due: next }),
    }),
    rows: (document) => versionsOf(document),
  },
  acknowledgement: { evolve: evolveAcknowledgements, listed: ({ id }) => ({ owner: id }), rows: entriesOf },
  request: { evolve: evolveRequest, listed: ({ duty }) => ({ state: duty }), rows: linesOf },
  decision: { evolve: evolveMinutes, listed: ({ chair }) => ({ owner: chair, state: 'signed' }), rows: minutesRows },
  action: {
    evolve: evolveAction,
    listed: ({ owner, state, due }) => ({ owner, state, due: due.at }),
    rows: (action) => [actionRow(action)],
  },
  improvement: {
    evolve: evolveImprovement,
    listed: ({ owner, state }) => ({ owner, state }),
    rows: (improvement) => [improvementRow(improvement)],
  },
  risk: {
    evolve: evolveRisk,
    listed: (risk) => {
      const expires = standingAcceptance(risk)?.expires;
      return { display: risk.id, owner: risk.owner, state: standingOf(risk), ...(expires && { due: expires }) };
    },
    rows: (risk) => [riskRow(risk)],
  },
  criteria: {
    evolve: evolveCriteria,
    listed: () => ({ state: 'approved' }),
    rows: (criteria) => [criteriaRow(criteria)],
  },
  statement: {
    evolve: evolveStatement,
    listed: ({ versions }) => ({ state: versions.at(-1)?.approved ? 'approved' : 'open' }),
    rows: statementRows,
  },
  audit: {
    evolve: evolveAudit,
    listed: (audit) => ({ owner: audit.auditor, state: stateOf(audit) }),
    rows: (audit) => auditRows(audit),
  },
  incident: { evolve: evolveOccasion('incident'), listed: listedOccasion, rows: (record) => incidentRow(record) },
  change: { evolve: evolveOccasion('change'), listed: listedOccasion, rows: (record) => changeRow(record) },
  joiner: { evolve: evolveOccasion('joiner'), listed: listedOccasion, rows: (record) => stepRows(record) },
  leaver: { evolve: evolveOccasion('leaver'), listed: listedOccasion, rows: (record) => stepRows(record) },
  mover: { evolve: evolveOccasion('mover'), listed: listedOccasion, rows: (record) => stepRows(record) },
  'failed-treatment': { evolve: evolveOccasion('failed-treatment'), listed: listedOccasion, rows: failureRow },
};

const ends: Partial<Record<TaskKind, (task: TaskState) => NewEvent[]>> = {
  measurement: measuredBy,
  triage: decidedAbout,
  'document-review': approvedBy,
  campaign: acknowledgedBy,
  'management-review': minutesOf,
  improvement: improvementBy,
  action: improvementBy,
  'benefit-check': improvementBy,
  'risk-criteria': criteriaBy,
  'risk-assessment': (task) => [...ratedBy(task), ...statementApprovedBy(task)],
  'risk-rating': ratedBy,
  'risk-plan': plannedBy,
  'risk-treatment': (task) => [...doneBy(task), ...statementApprovedBy(task)],
  'risk-acceptance': acceptedBy,
  'risk-concession': concededBy,
  'internal-audit': auditedBy,
};

/** @returns what a task that has just ended adds to documented information. */
export function documentedBy(task: TaskState): NewEvent[] {
  return [...(ends[task.terms.kind]?.(task) ?? []), ...followedBy(task)];
}

/** @returns what a task that went on adds to documented information that follows it. */
export function documentedMeanwhile(before: TaskState, after: TaskState): NewEvent[] {
  return actionMeanwhile(before, after);
}

/**
 * The fold of a documented record's stream.
 * @throws Error for a noun that this release does not know.
 */
export function evolveDocumented(state: Documented | undefined, event: NewEvent): Documented {
  const kept = keptOf(nounOf(event.stream));
  return kept.evolve(state, event);
}

/** @returns what is found and listed by. */
export function listedOf(state: Documented): Listed {
  return keptOf(state.noun).listed(state);
}

/** @returns a documented record's lines in its noun's table. */
export function rowsOf(state: Documented): TableRow[] {
  return keptOf(state.noun).rows(state);
}

/** Every noun there is. */
export const NOUNS = Object.keys(nouns) as Noun[];

function nounOf(stream: string): string {
  return stream.split('/')[1] ?? '';
}

function keptOf(noun: string): Kept<Documented> {
  if (!(noun in nouns))
    throw new Error(`documented/${noun}: allowed: ${Object.keys(nouns).join(', ')}. Upgrade dutybound`);
  return nouns[noun as Noun] as Kept<Documented>;
}
