import { controlsSince2013 } from './edition-2013.ts';

/** Clauses of ISO/IEC 27001:2022 that hold requirements, and how far their sub-clauses go. */
const CLAUSES: Record<string, number> = {
  '4.1': 0,
  '4.2': 0,
  '4.3': 0,
  '4.4': 0,
  '5.1': 0,
  '5.2': 0,
  '5.3': 0,
  '6.1': 3,
  '6.2': 0,
  '6.3': 0,
  '7.1': 0,
  '7.2': 0,
  '7.3': 0,
  '7.4': 0,
  '7.5': 3,
  '8.1': 0,
  '8.2': 0,
  '8.3': 0,
  '9.1': 0,
  '9.2': 2,
  '9.3': 3,
  '10.1': 0,
  '10.2': 0,
};

/** Controls of Annex A by theme. */
const CONTROLS: Record<string, number> = { '5': 37, '6': 8, '7': 14, '8': 34 };

/** How a message describes a clause. */
export const CLAUSE_FORM =
  'a clause of ISO/IEC 27001:2022 (4.1 to 10.2, such as 9.2 or 6.1.2 a) or a control of its Annex A (A.5.1 to A.8.34)';

/** How a message describes a control. */
export const CONTROL_FORM = 'a control of Annex A of ISO/IEC 27001:2022 (A.5.1 to A.8.34)';

/** Clauses 4.1 to 10.2 without their sub-clauses, in the order of the standard. */
export const REQUIREMENTS: readonly string[] = Object.keys(CLAUSES);

/** The controls of Annex A, in its order. */
export const ANNEX_A: readonly string[] = Object.entries(CONTROLS).flatMap(([theme, last]) =>
  Array.from({ length: last }, (_, i) => `A.${theme}.${i + 1}`),
);

/** @returns the clauses of the 2022 edition that a text names: one; of a control of 2013 what that is now, at times several; [] otherwise. */
export function clausesNamed(text: string): string[] {
  return isClause(text) ? [text] : controlsSince2013(text);
}

/** @returns the one clause of the 2022 edition that a text names, also by the number of a control of 2013; undefined otherwise. */
export function readClause(text: string): string | undefined {
  const [clause, ...others] = clausesNamed(text);
  return others.length === 0 ? clause : undefined;
}

/** @returns what a message adds where one is asked for and a control of 2013 is several now: `; A.18.2.3 is A.5.36 and A.8.8 now`; else ''. */
export function severalNow(text: string): string {
  const now = controlsSince2013(text);
  return now.length > 1 ? `; ${text} is ${now.join(' and ')} now` : '';
}

function isClause(text: string): boolean {
  const [, theme, control] = /^A\.(\d)\.([1-9]\d?)$/.exec(text) ?? [];
  if (theme !== undefined) return Number(control) <= (CONTROLS[theme] ?? 0);
  const [, clause, sub] = /^(\d{1,2}\.\d)(?:\.([1-9]))?(?: ?[a-l]\)?)?$/.exec(text) ?? [];
  const subs = clause === undefined ? undefined : CLAUSES[clause];
  return subs !== undefined && Number(sub ?? 0) <= subs;
}

/** @returns as `clausesNamed`, controls only. */
export function controlsNamed(text: string): string[] {
  return clausesNamed(text).filter((clause) => ANNEX_A.includes(clause));
}

/** @returns the requirement or control that a clause is part of: `6.1` of `6.1.2 a`, a control itself. */
export function requirementOf(clause: string): string {
  return /^\d+\.\d/.exec(clause)?.[0] ?? clause;
}
