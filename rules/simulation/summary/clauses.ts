import { type Course, courseOf } from '../../occurrence-course.ts';
import { owedBy } from '../../plan/renewals.ts';
import type { Life } from '../life.ts';

/** A clause or control with what was owed under it. */
export interface ClauseCover {
  clause: string;
  duties: string[];
  owed: number;
  done: number;
  missed: number;
}

/** Clauses of ISO/IEC 27001:2022 that hold requirements. */
const REQUIREMENTS = [
  ...['4.1', '4.2', '4.3', '4.4', '5.1', '5.2', '5.3', '6.1.1', '6.1.2', '6.1.3', '6.2', '6.3', '7.1', '7.2', '7.3'],
  ...['7.4', '7.5', '8.1', '8.2', '8.3', '9.1', '9.2', '9.3', '10.1', '10.2'],
];
/** Shown without a duty of their own: by what top management verifies, by versions of the programme, by nonconformities. */
const SHOWN_OTHERWISE = ['5.1', '6.3', '7.1', '10.2'];

/** @returns what was owed under each clause that a duty names, in the order of the standard; done late is done. */
export function coverOf({ org, occurrences }: Life): ClauseCover[] {
  const owed = owedBy(org.programme);
  const clauses = [...new Set(owed.flatMap((duty) => duty.clauses))].sort(byNumber);
  return clauses.map((clause) => {
    const duties = owed.filter((duty) => duty.clauses.includes(clause)).map(({ id }) => id);
    const courses = occurrences
      .filter(({ state }) => duties.includes(state.duty))
      .map(({ state }) => courseOf(state, 0));
    const count = (course: Course) => courses.filter((one) => one === course).length;
    return { clause, duties, owed: courses.length, done: count('done'), missed: count('missed') };
  });
}

/** @returns the clauses that hold requirements and that no duty names. */
export function uncovered({ org }: Life): string[] {
  const named = org.programme.duties.flatMap(({ clauses }) => clauses);
  return REQUIREMENTS.filter(
    (clause) => !SHOWN_OTHERWISE.includes(clause) && !named.some((one) => isWithin(one, clause)),
  );
}

function isWithin(clause: string, whole: string): boolean {
  return clause === whole || clause.startsWith(`${whole}.`) || clause.startsWith(`${whole} `);
}

/** `9.2` before `10.1`, and the clauses before the controls of Annex A. */
function byNumber(a: string, b: string): number {
  const parts = (clause: string) =>
    clause
      .replace(/^A/, '1000')
      .split(/[. ]/)
      .map((part) => part.padStart(4, '0'))
      .join();
  return parts(a) < parts(b) ? -1 : 1;
}
