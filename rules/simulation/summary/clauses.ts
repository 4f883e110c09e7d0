import { owedBy } from '../../plan/renewals.ts';
import type { Life } from '../life.ts';
import { type CourseCounts, countCourses, coursesOf } from './course.ts';

/** A clause or control, the duties that name it, and how what was owed under it went. */
export interface ClauseCover extends CourseCounts {
  clause: string;
  duties: { id: string; title: string }[];
}

/** Clauses of ISO/IEC 27001:2022 that hold requirements. */
const REQUIREMENTS = [
  ...['4.1', '4.2', '4.3', '4.4', '5.1', '5.2', '5.3', '6.1.1', '6.1.2', '6.1.3', '6.2', '6.3', '7.1', '7.2', '7.3'],
  ...['7.4', '7.5', '8.1', '8.2', '8.3', '9.1', '9.2', '9.3', '10.1', '10.2'],
];
/** Shown without a duty of their own: by what top management verifies, by versions of the programme, by nonconformities. */
const SHOWN_OTHERWISE = ['5.1', '6.3', '7.1', '10.2'];

/**
 * @returns how what was owed under each clause that a duty names went, in the order of the standard. What is owed on several clauses
 * stands under each of them.
 */
export function coverOf(life: Life): ClauseCover[] {
  const owed = owedBy(life.org.programme);
  const courses = coursesOf(life);
  const clauses = [...new Set(owed.flatMap((duty) => duty.clauses))].sort(byNumber);
  return clauses.map((clause) => {
    const duties = owed.filter((duty) => duty.clauses.includes(clause)).map(({ id, title }) => ({ id, title }));
    const under = courses.filter(({ duty }) => duties.some(({ id }) => id === duty));
    return { clause, duties, ...countCourses(under) };
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
