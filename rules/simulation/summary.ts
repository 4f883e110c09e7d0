import { invariantsOf } from './invariants.ts';
import type { Invariant, Life } from './life.ts';
import { type Finding, foundByAnAuditor } from './summary/auditor.ts';
import { type ClauseCover, coverOf, type Named, namedBy } from './summary/clauses.ts';
import {
  type Chases,
  type CourseCounts,
  countCourses,
  coursesOf,
  escalationsOf,
  type Grades,
  gradesOf,
} from './summary/course.ts';
import { type Load, loadsOf, type Month, monthsOf } from './summary/load.ts';

/** A life in figures, for whoever wants to know what a programme asks of whom; the stable JSON form of `simulate`. */
export interface Summary {
  /** Whether every invariant holds. */
  ok: boolean;
  invariants: Invariant[];
  organisation: string;
  duties: number;
  course: CourseCounts;
  tickets: number;
  months: Month[];
  /** The month in which most tickets opened. */
  peak?: { month: string; tickets: number };
  people: Load[];
  nonconformities: Grades;
  /** How often people of each level were chased. */
  escalations: Chases;
  comments: number;
  messages: number;
  clauses: ClauseCover[];
  named: Named;
  /** What an auditor would find, what weighs most first. */
  auditor: Finding[];
}

/** @returns what can be said of a life. */
export function summaryOf(life: Life): Summary {
  const { programme } = life.org;
  const invariants = invariantsOf(life);
  const months = monthsOf(life);
  const peak = months.reduce((most, each) => (each.tickets > most.tickets ? each : most), { month: '', tickets: 0 });
  return {
    ok: invariants.every(({ ok }) => ok),
    invariants,
    organisation: programme.organisation,
    duties: programme.duties.length,
    course: countCourses(coursesOf(life)),
    tickets: months.reduce((all, { tickets }) => all + tickets, 0),
    months,
    ...(peak.tickets > 0 && { peak: { month: peak.month, tickets: peak.tickets } }),
    people: loadsOf(life, months),
    nonconformities: gradesOf(life),
    escalations: escalationsOf(life),
    comments: life.comments.length,
    messages: life.messages.length,
    clauses: coverOf(life),
    named: namedBy(programme),
    auditor: foundByAnAuditor(life),
  };
}
