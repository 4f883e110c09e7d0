import { type Brought, broughtAlong } from '../brought.ts';
import { dateAt } from '../calendar/local-day.ts';
import { type NewEvent, textOf, type Words } from '../event.ts';
import type { PersonId } from '../programme.ts';
import type { Instant, LocalDate } from '../time.ts';
import type { Covered } from './coverage.ts';
import { ranges } from './ranges.ts';
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
}

/** The body of `examined`, of an audit that was brought along. */
export type Examined = Omit<Audit, 'noun' | 'id' | 'checks' | 'approved' | 'findings' | 'planned' | 'examined'>;

/** The fold of an audit: each of its stages says what it came to; said again, the last one counts. */
export function evolveAudit(state: Audit | undefined, event: NewEvent): Audit {
  const id = event.stream.split('/')[2] ?? '';
  const body = event.body as unknown as Partial<Audit>;
  const audit = { noun: 'audit' as const, id, ...empty, ...state };
  const checks = distinct([...audit.checks, ...(body.checks ?? [])]);
  const approved = distinct([...audit.approved, ...(body.approved ?? [])]);
  // Planned anew after the fieldwork, it covered what its fieldwork covered.
  const { auditor, scope } = audit.examined ? audit : { ...audit, ...body };
  if (event.kind === 'planned') return { ...audit, ...body, auditor, scope, checks, approved, planned: event.at };
  if (event.kind === 'examined') return { ...audit, ...body, checks, approved, examined: event.at };
  if (event.kind === 'reported') return { ...audit, ...body, checks, approved };
  return audit;
}

/** A stage that was taken up again says again what it said before. */
function distinct<T>(all: T[]): T[] {
  const texts = all.map((one) => JSON.stringify(one));
  return all.filter((_, i) => texts.indexOf(texts[i] ?? '') === i);
}

const empty = {
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

/** @returns one line for each audit: scope, by whom, what was checked of them, findings, and who got the report (9.2.2). */
export function auditRows(audit: Audit) {
  const { id, title, period, auditor, scope, criteria, sample, checks, approved, planned, examined } = audit;
  const { findings, report, counted, brought } = audit;
  const majors = findings.filter((f) => f.grade === 'major').length;
  const competence = checks.findLast((c) => c.person === auditor && c.competence)?.competence;
  return [
    {
      audit: textOf(title),
      period,
      state: stateOf(audit),
      auditor,
      competence: competence ? `until ${competence.until}: ${competence.proof}` : '',
      checked: checks.map(checkWords).join('; '),
      taken_over: approved.map((a) => `${a.at} ${a.person}, approved by ${a.by}`).join('; '),
      scope: ranges(scope),
      criteria: textOf(criteria),
      sample: textOf(sample),
      planned: planned ?? '',
      examined: brought?.on ?? examined ?? '',
      findings: counted?.findings ?? (brought ? '' : findings.length),
      majors: counted?.majors ?? (brought ? '' : majors),
      nonconformities: findings.flatMap((f) => f.nonconformity ?? []).join(' '),
      reported: report?.on ?? report?.at ?? '',
      report: textOf(report?.name),
      report_to: report?.to.join(' ') ?? '',
      verified_by: report?.verifiedBy ?? '',
      occurrence: id,
      brought_along: broughtAlong(audit),
    },
  ];
}

function checkWords({ person, at, because, bars }: Check): string {
  const found = bars.length === 0 ? 'nothing against it' : bars.map(textOf).join(', ');
  return `${at} ${person} (${because}): ${found}`;
}
