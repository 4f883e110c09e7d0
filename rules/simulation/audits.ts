import { requirementOf } from '../clauses.ts';
import { type RecordedEvent, textOf } from '../event.ts';
import { holders, type Organisation } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { evolveTask } from '../task/evolve.ts';
import type { TaskState } from '../task/state.ts';
import { type Instant, plusMs } from '../time.ts';
import { amount } from '../wording/phrases.ts';
import { byStream, type Invariant, invariant, type Life } from './life.ts';

const YEAR_MS = 365 * 86_400_000;

/** Nobody audited what they own, verify, or did in the year before; each finding and each scope is looked at (9.2.2 b). */
export function nobodyAuditedTheirOwnWork({ events, tasks, org }: Life): Invariant {
  const faults: string[] = [];
  let scopes = 0;
  let findings = 0;
  for (const [stream, all] of byStream(events)) {
    if (!stream.startsWith('task/')) continue;
    for (const { by, rows, isScope, at, display } of audited(all)) {
      if (isScope) scopes++;
      else findings++;
      const own = rows.filter((row) => hasPartIn(org, by, row) || did(tasks, by, row, at));
      if (own.length > 0) faults.push(`${display}: ${by} audited ${own.join(', ')}, in which ${by} has a part`);
    }
  }
  const looked = `${amount(scopes, 'scope')} and ${amount(findings, 'finding')}`;
  return invariant('nobody audited their own work', looked, faults);
}

interface Audited {
  by: PersonId;
  rows: string[];
  /** Else it is a finding. */
  isScope: boolean;
  at: Instant;
  display: string;
}

function audited(events: RecordedEvent[]): Audited[] {
  let state: TaskState | undefined;
  return events.flatMap((event) => {
    state = evolveTask(state, event);
    const given = event.kind === 'evidence-given' ? state.given.at(-1) : undefined;
    const { rows, clause } = given?.says ?? {};
    if (!given || state.terms.kind !== 'internal-audit') return [];
    const named = Array.isArray(rows) ? rows.map(String) : typeof clause === 'string' ? [requirementOf(clause)] : [];
    if (named.length === 0) return [];
    return [
      { by: given.by, rows: named, isScope: Array.isArray(rows), at: given.at, display: textOf(state.terms.title) },
    ];
  });
}

function hasPartIn(org: Organisation, person: PersonId, row: string): boolean {
  return org.programme.duties.some(({ kind, clauses, owner, verifier = owner }) => {
    if (kind === 'internal-audit' || !clauses.some((clause) => requirementOf(clause) === row)) return false;
    return [owner, verifier].some((who) => holders(org, who, owner).includes(person));
  });
}

function did(tasks: TaskState[], person: PersonId, row: string, at: Instant): boolean {
  return tasks.some(({ terms, submission }) => {
    if (!submission || terms.kind === 'internal-audit' || terms.kind === 'effectiveness-review') return false;
    const inTime = submission.at <= at && submission.at >= plusMs(at, -YEAR_MS);
    return inTime && submission.implementers.includes(person) && terms.clauses.some((c) => requirementOf(c) === row);
  });
}
