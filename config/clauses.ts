import { isOfAnnexA } from '../rules/statement/controls.ts';

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

/** How a message describes a clause. */
export const CLAUSE_FORM =
  'a clause of ISO/IEC 27001:2022 (4.1 to 10.2, such as 9.2 or 6.1.2 a) or a control of its Annex A (A.5.1 to A.8.34)';

/** @returns the clause if the 2022 edition has it, undefined otherwise. */
export function readClause(text: string): string | undefined {
  if (isOfAnnexA(text)) return text;
  const [, clause, sub] = /^(\d{1,2}\.\d)(?:\.([1-9]))?(?: ?[a-l]\)?)?$/.exec(text) ?? [];
  if (clause === undefined) return undefined;
  const subs = CLAUSES[clause];
  return subs !== undefined && Number(sub ?? 0) <= subs ? text : undefined;
}
