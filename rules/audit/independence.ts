import { longDate } from '../calendar/show.ts';
import { requirementOf } from '../clauses.ts';
import { holders, leads, managersOf, nameOf, type Organisation, personById } from '../organisation.ts';
import type { Duty, PersonId } from '../programme.ts';
import type { LocalDate } from '../time.ts';
import { inOrder, ranges } from './ranges.ts';
import type { Work } from './work.ts';

/** Why somebody may not audit something. Without `row` they may not audit at all. */
export interface Bar {
  row?: string;
  why: string;
}

/** What the compliance lead keeps and so never audits (domain, section 5). */
const LEADS_OWN = ['7.5', '9.1', '9.2', '9.3', '10.2'];

interface Part {
  person: PersonId;
  rows: string[];
  what: string;
}

/**
 * Whether somebody is competent on that day and independent of what is audited: never owner, operator, verifier, or approver of it, nor
 * their line manager; the lead never audits 7.5, 9.1, 9.2, 9.3, 10.2 (9.2.2 b; 7.2; domain, section 5).
 * @param rows what is to be audited.
 * @param work what people did that lies far enough back to be left out is not in it.
 * @returns why not, each row once with the nearest reason; [] if they may.
 */
export function bars(auditor: PersonId, rows: string[], on: LocalDate, org: Organisation, work: Work[]): Bar[] {
  const lacking = incompetence(auditor, on, org);
  if (lacking) return [{ why: lacking }];
  const lead = leads(org).includes(auditor);
  const parts = [...org.programme.duties.flatMap((duty) => partsIn(duty, org)), ...work.flatMap(partsOf)];
  return inOrder(rows).flatMap((row) => {
    const why = (lead && LEADS_OWN.includes(row) && 'is the compliance lead') || partIn(auditor, row, parts, org);
    return why ? [{ row, why }] : [];
  });
}

/** @returns reasons with what they stand against: `owns Access review (A.5.18, A.8.2)`. */
export function barWords(found: Bar[]): string[] {
  return [...new Set(found.map((bar) => bar.why))].map((why) => {
    const rows = found.flatMap((bar) => (bar.why === why ? (bar.row ?? []) : []));
    return rows.length > 0 ? `${why} (${ranges(rows)})` : why;
  });
}

function incompetence(auditor: PersonId, on: LocalDate, org: Organisation): string | undefined {
  const competence = personById(org, auditor)?.competence?.auditor;
  if (!competence) return 'is not named as competent to audit in the programme';
  return competence.until < on ? `was competent to audit until ${longDate(competence.until)} only` : undefined;
}

function partIn(auditor: PersonId, row: string, parts: Part[], org: Organisation): string | undefined {
  const there = parts.filter((part) => part.rows.includes(row));
  const own = there.find((part) => part.person === auditor);
  if (own) return own.what;
  const managed = there.find((part) => managersOf(org, part.person).includes(auditor));
  return managed && `is the manager of ${nameOf(org, managed.person)}, who ${managed.what}`;
}

/** Owning a duty to audit does not count as owning what is audited: else no auditor could ever look at 9.2. */
function partsIn(duty: Duty, org: Organisation): Part[] {
  if (duty.kind === 'internal-audit') return [];
  const rows = [...new Set(duty.clauses.map(requirementOf))];
  const process = org.programme.processes.find((p) => p.id === duty.process);
  const owners = [duty.owner, ...duty.subjects.flatMap((s) => s.owner ?? [])].flatMap((who) => holders(org, who, who));
  const verifiers = duty.verifier ? owners.flatMap((owner) => holders(org, duty.verifier ?? '', owner)) : [];
  const keepers = process ? holders(org, process.owner, process.owner) : [];
  const part = (what: string) => (person: PersonId) => ({ person, rows, what });
  return [
    ...owners.map(part(`owns ${duty.title}`)),
    ...verifiers.map(part(`verifies ${duty.title}`)),
    ...keepers.map(part(`owns the process ${process?.title}`)),
  ];
}

function partsOf({ display, rows, did, verified, approved }: Work): Part[] {
  const part = (what: string) => (person: PersonId) => ({ person, rows, what });
  return [
    ...did.map(part(`did ${display}`)),
    ...verified.map(part(`verified ${display}`)),
    ...approved.map(part(`approved a request in ${display}`)),
  ];
}
