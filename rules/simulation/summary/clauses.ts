import { ANNEX_A } from '../../clauses.ts';
import { byText } from '../../order.ts';
import { owedBy } from '../../plan/renewals.ts';
import type { Programme } from '../../programme.ts';
import type { Life } from '../life.ts';
import { type CourseCounts, countCourses, coursesOf } from './course.ts';

/** A clause or control, the duties that name it, and how what was owed under it went. */
export interface ClauseCover extends CourseCounts {
  clause: string;
  duties: { id: string; title: string }[];
  /** Its duties have no dates: each is owed only when something happens. */
  onEvents: boolean;
}

/** What duties name of the standard, what the record shows otherwise, and what is left to nobody. */
export interface Named {
  /** Clauses with requirements, of 4 to 10. */
  clauses: string[];
  /** Those that no duty names, and what of the record shows them. */
  otherwise: { clause: string; by: string }[];
  /** Those that no duty names, and nothing shows. */
  leftOut: string[];
  /** Controls of Annex A, and how many there are. */
  controls: { named: string[]; of: number };
}

/** Clauses of ISO/IEC 27001:2022 that hold requirements. */
const REQUIREMENTS = [
  ...['4.1', '4.2', '4.3', '4.4', '5.1', '5.2', '5.3', '6.1.1', '6.1.2', '6.1.3', '6.2', '6.3', '7.1', '7.2', '7.3'],
  ...['7.4', '7.5', '8.1', '8.2', '8.3', '9.1', '9.2', '9.3', '10.1', '10.2'],
];
/** Clauses that need no duty of their own. */
const SHOWN_OTHERWISE: Readonly<Record<string, string>> = {
  '5.1': 'what top management verifies and decides',
  '6.3': 'versions of the programme and what each change was for',
  '7.1': 'what management reviews decide and plans of changes ask for',
  '10.2': 'nonconformities',
};

/**
 * @returns how what was owed under each clause that a duty names went, in the order of the standard. What is owed on several clauses
 * stands under each of them.
 */
export function coverOf(life: Life): ClauseCover[] {
  const owed = owedBy(life.org.programme);
  const courses = coursesOf(life);
  const clauses = [...new Set(owed.flatMap((duty) => duty.clauses))].sort(byNumber);
  return clauses.map((clause) => {
    const duties = owed.filter((duty) => duty.clauses.includes(clause));
    const under = courses.filter(({ duty }) => duties.some(({ id }) => id === duty));
    return {
      clause,
      duties: duties.map(({ id, title }) => ({ id, title })),
      onEvents: duties.every(({ first, before }) => first === undefined && before === undefined),
      ...countCourses(under),
    };
  });
}

/** @returns which clauses and controls are named by a duty, those of the certificate and of tokens included. */
export function namedBy(programme: Programme): Named {
  const named = owedBy(programme).flatMap(({ clauses }) => clauses);
  const isNamed = (whole: string) => named.some((one) => isWithin(one, whole));
  const others = REQUIREMENTS.filter((clause) => !isNamed(clause));
  return {
    clauses: REQUIREMENTS.filter(isNamed),
    otherwise: others.flatMap((clause) => (SHOWN_OTHERWISE[clause] ? [{ clause, by: SHOWN_OTHERWISE[clause] }] : [])),
    leftOut: others.filter((clause) => !SHOWN_OTHERWISE[clause]),
    controls: { named: ANNEX_A.filter(isNamed), of: ANNEX_A.length },
  };
}

function isWithin(clause: string, whole: string): boolean {
  return clause === whole || clause.startsWith(`${whole}.`) || clause.startsWith(`${whole} `);
}

/** `9.2` before `10.1`, and the clauses before the controls of Annex A. */
const byNumber = byText((clause: string) =>
  clause
    .replace(/^A/, '1000')
    .split(/[. ]/)
    .map((part) => part.padStart(4, '0'))
    .join(),
);
