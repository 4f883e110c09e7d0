import { documentedStream, type NewEvent, type Words } from '../event.ts';
import type { PersonId } from '../programme.ts';
import type { Instant } from '../time.ts';
import { without } from '../without.ts';

/** Whether a control is necessary but not implemented yet, implemented, or not necessary. */
export const CONTROL_STATUSES = ['planned', 'implemented', 'not-needed'] as const;
export type ControlStatus = (typeof CONTROL_STATUSES)[number];

/** A control of the statement of applicability (6.1.3 d): whether it is necessary, why or why not, and whether it is implemented. */
export interface Applied {
  included: boolean;
  reason: Words;
  status: ControlStatus;
}

/** A version of the statement: what was changed in it, by whom and why, and who approved it. */
export interface StatementVersion {
  version: number;
  at: Instant;
  by: string;
  because: Words;
  changed: Record<string, Applied>;
  approved?: { by: PersonId; at: Instant };
}

/** The statement of applicability, version by version. */
export interface Statement {
  noun: 'statement';
  id: string;
  versions: StatementVersion[];
}

/** Bodies of its events, by kind. */
export interface StatementEvents {
  /** As somebody states it. */
  'controls-stated': { controls: Record<string, Applied>; by: string; because: Words };
  /** The treatment of a risk needs controls, or has put them in place. */
  'controls-determined': { controls: string[]; status: 'planned' | 'implemented'; by: string; because: Words };
  /** What a treatment had put in place was rejected after all. `since`: the instants of versions that rest on such treatments. */
  'controls-taken-back': { controls: string[]; since: Instant[]; by: string; because: Words };
  'statement-approved': { version: number; by: PersonId };
}

type StatementEvent = {
  [K in keyof StatementEvents]: { kind: K; body: StatementEvents[K]; at: Instant };
}[keyof StatementEvents];

/** The organisation has one. */
export const STATEMENT = 'soa';
export const STATEMENT_STREAM = documentedStream('statement', STATEMENT);

/** The fold of the statement's stream: what changes something is a version. */
export function evolveStatement(state: Statement | undefined, recorded: NewEvent): Statement {
  const statement = state ?? { noun: 'statement', id: STATEMENT, versions: [] };
  const event = recorded as unknown as StatementEvent;
  switch (event.kind) {
    case 'controls-stated':
      return withVersion(statement, event, event.body.controls);
    case 'controls-determined':
      return withVersion(statement, event, determined(statement, event.body));
    case 'controls-taken-back':
      return withVersion(statement, event, plannedAgain(statement, event.body));
    case 'statement-approved':
      return approved(statement, event.body, event.at);
    default:
      return statement;
  }
}

function withVersion(
  statement: Statement,
  { body, at }: { body: { by: string; because: Words }; at: Instant },
  changed: Record<string, Applied>,
): Statement {
  if (Object.keys(changed).length === 0) return statement;
  const version = { version: statement.versions.length + 1, at, by: body.by, because: body.because, changed };
  return { ...statement, versions: [...statement.versions, version] };
}

/** What is in the statement already keeps its reason; what is implemented does not become planned again. */
function determined(
  statement: Statement,
  { controls, status, because }: StatementEvents['controls-determined'],
): Record<string, Applied> {
  const standing = controlsOf(statement);
  const news = controls.filter((control) => {
    const { included, status: was } = standing[control] ?? {};
    return !included || (status === 'implemented' && was !== 'implemented');
  });
  return Object.fromEntries(
    news.map((control) => {
      const { included, reason } = standing[control] ?? {};
      return [control, { included: true, reason: included && reason ? reason : because, status }];
    }),
  );
}

/** Whatever somebody said of a control since stays. */
function plannedAgain(
  { versions }: Statement,
  { controls, since }: StatementEvents['controls-taken-back'],
): Record<string, Applied> {
  return Object.fromEntries(
    controls.flatMap((control): [string, Applied][] => {
      const last = versions.findLast((version) => version.changed[control]);
      const applied = last?.changed[control];
      if (!applied || !since.includes(last.at)) return [];
      return [[control, { ...applied, status: 'planned' }]];
    }),
  );
}

/** Who approves a version approves what led to it. */
function approved(
  statement: Statement,
  { version, by }: StatementEvents['statement-approved'],
  at: Instant,
): Statement {
  const versions = statement.versions.map((v) =>
    v.version <= version && !v.approved ? { ...v, approved: { by, at } } : v,
  );
  return { ...statement, versions };
}

/** @returns every control as its last version has it. */
export function controlsOf({ versions }: Statement): Record<string, Applied> {
  return Object.assign({}, ...versions.map((v) => v.changed));
}

/**
 * @returns the statement as it stood at an instant: what was stated by then, by each version's own instant, for one that was recorded later
 * may be dated before another; and the approvals that were given by then.
 */
export function statementAt(statement: Statement, at: Instant): Statement {
  const versions = statement.versions
    .filter((v) => v.at <= at)
    .map((v) => (v.approved && v.approved.at > at ? without(v, 'approved') : v));
  return { ...statement, versions };
}

/** @returns the number of the last version, 0 before the first. */
export function lastVersionOf({ versions }: Statement): number {
  return versions.at(-1)?.version ?? 0;
}
