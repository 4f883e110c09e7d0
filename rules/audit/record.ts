import type { Brought } from '../brought.ts';
import { dateAt } from '../calendar/local-day.ts';
import { type NewEvent, textOf, type Words } from '../event.ts';
import type { PersonId } from '../programme.ts';
import { markOf, type TakenBack } from '../taken-back.ts';
import type { Instant, LocalDate } from '../time.ts';
import { without } from '../without.ts';
import type { Covered } from './coverage.ts';
import type { AuditFinding, Check } from './terms.ts';

/** What the log keeps of one audit (9.2.2 c). Its id is the key of the occurrence. */
export interface Audit {
  noun: 'audit';
  id: string;
  title: Words;
  duty: string;
  period: string;
  auditor: PersonId;
  scope: string[];
  criteria?: Words;
  sample?: Words;
  checks: Check[];
  /** Who took it over, and who agreed to that. */
  approved: { person: PersonId; by: PersonId; at: Instant }[];
  planned?: Instant;
  /** When its fieldwork was done. */
  examined?: Instant;
  findings: AuditFinding[];
  /** `on`: of one that was brought along the day as its file says it. */
  report?: {
    at: Instant;
    on?: LocalDate | Instant;
    name: Words;
    url?: string;
    kept?: string;
    to: PersonId[];
    verifiedBy?: PersonId;
  };
  /** Of one that was brought along: how many findings its file says it had; they are no part of the record. */
  counted?: { findings?: number; majors?: number };
  brought?: Brought;
  /** Stages of it that were rejected after all. */
  takenBack?: (TakenBack & { what: 'planned' | 'examined' | 'reported' })[];
}

/** The body of `examined`, of an audit that was brought along. */
export type Examined = Omit<
  Audit,
  'noun' | 'id' | 'checks' | 'approved' | 'findings' | 'planned' | 'examined' | 'takenBack'
>;

/** The fold of an audit: each of its stages says what it came to; said again, the last one counts. */
export function evolveAudit(state: Audit | undefined, event: NewEvent): Audit {
  const id = event.stream.split('/')[2] ?? '';
  const body = event.body as unknown as Partial<Audit>;
  const audit: Audit = { noun: 'audit', id, ...NO_AUDIT, ...state };
  if (event.kind === 'taken-back') return undone(audit, event);
  const checks = distinct([...audit.checks, ...(body.checks ?? [])]);
  const approved = distinct([...audit.approved, ...(body.approved ?? [])]);
  // Planned anew after the fieldwork, it covered what its fieldwork covered.
  const { auditor, scope } = audit.examined ? audit : { ...audit, ...body };
  if (event.kind === 'planned') return { ...audit, ...body, auditor, scope, checks, approved, planned: event.at };
  if (event.kind === 'examined') return { ...audit, ...body, checks, approved, examined: event.at };
  if (event.kind === 'reported') return { ...audit, ...body, checks, approved };
  return audit;
}

function undone(audit: Audit, event: NewEvent): Audit {
  const { what } = event.body as { what: 'planned' | 'examined' | 'reported' };
  const before = { ...audit, takenBack: [...(audit.takenBack ?? []), { what, ...markOf(event) }] };
  return without(before, what === 'reported' ? 'report' : what);
}

/** A stage that was taken up again says again what it said before. */
function distinct<T>(all: T[]): T[] {
  const texts = all.map((one) => JSON.stringify(one));
  return all.filter((_, i) => texts.indexOf(texts[i] ?? '') === i);
}

/** What the record of an audit holds before anything was said of it. */
export const NO_AUDIT = {
  title: { text: '' },
  duty: '',
  period: '',
  auditor: '',
  scope: [],
  checks: [],
  approved: [],
  findings: [],
};

/** @returns the audits whose fieldwork was done, by the organisation's days. */
export function coveredBy(audits: Audit[], zone: string): Covered[] {
  return audits.flatMap(({ title, scope, examined, brought }) =>
    examined
      ? [{ title: textOf(title), rows: scope, on: dateAt(zone, examined), ...(brought && { before: true }) }]
      : [],
  );
}

/** @returns how far an audit is. */
export function stateOf({ examined, report }: Audit): 'planned' | 'examined' | 'reported' {
  if (report) return 'reported';
  return examined ? 'examined' : 'planned';
}
