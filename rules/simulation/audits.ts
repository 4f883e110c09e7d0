import { requirementOf } from '../clauses.ts';
import { type RecordedEvent, textOf } from '../event.ts';
import { holders, leads, managersOf, type Organisation } from '../organisation.ts';
import type { PersonId, Who } from '../programme.ts';
import { evolveTask } from '../task/evolve.ts';
import type { TaskState } from '../task/state.ts';
import { type Instant, plusMs } from '../time.ts';
import { amount } from '../wording/phrases.ts';
import { byStream, type Invariant, invariant, type Life } from './life.ts';

const YEAR_MS = 365 * 86_400_000;

/** What the compliance lead keeps and so never audits (domain, section 5). */
const LEADS_OWN = ['7.5', '9.1', '9.2', '9.3', '10.2'];

/**
 * Nobody audited what they own, verify, or did in the year before, nor what somebody whom they manage does; nor the lead what leads keep.
 * Each finding and each scope is looked at (9.2.2 b).
 */
export function nobodyAuditedTheirOwnWork({ events, tasks, org }: Life): Invariant {
  const faults: string[] = [];
  let scopes = 0;
  let findings = 0;
  for (const [stream, all] of byStream(events)) {
    if (!stream.startsWith('task/')) continue;
    for (const { by, rows, isScope, at, display } of audited(all)) {
      if (isScope) scopes++;
      else findings++;
      const own = rows.filter((row) => {
        const people = [...partsIn(org, row), ...doersOf(tasks, row, at)];
        return isLeads(org, by, row) || people.some((who) => who === by || managersOf(org, who).includes(by));
      });
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

function isLeads(org: Organisation, person: PersonId, row: string): boolean {
  return LEADS_OWN.includes(row) && leads(org).includes(person);
}

/** Whoever owns a duty on it, a subject of one, or its process, or verifies it. */
function partsIn(org: Organisation, row: string): PersonId[] {
  const { duties, processes } = org.programme;
  const holdersOf = (who: Who) => holders(org, who, who);
  return duties
    .filter(({ kind, clauses }) => kind !== 'internal-audit' && clauses.some((clause) => requirementOf(clause) === row))
    .flatMap(({ owner, subjects, verifier, process }) => {
      const owners = [owner, ...subjects.flatMap((subject) => subject.owner ?? [])].flatMap(holdersOf);
      const verifiers = verifier === undefined ? [] : owners.flatMap((about) => holders(org, verifier, about));
      const keepers = processes.filter(({ id }) => id === process).flatMap((keeps) => holdersOf(keeps.owner));
      return [...owners, ...verifiers, ...keepers];
    });
}

function doersOf(tasks: TaskState[], row: string, at: Instant): PersonId[] {
  return tasks.flatMap(({ terms, submission }) => {
    if (!submission || terms.kind === 'internal-audit' || terms.kind === 'effectiveness-review') return [];
    const inTime = submission.at <= at && submission.at >= plusMs(at, -YEAR_MS);
    return inTime && terms.clauses.some((c) => requirementOf(c) === row) ? submission.implementers : [];
  });
}
