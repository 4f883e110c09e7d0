import { ANNEX_A, clausesNamed, REQUIREMENTS, requirementOf } from '../clauses.ts';
import { controlsSince2013 } from '../edition-2013.ts';

/** Everything that is audited, in the order of the standard: what the grid of the audit programme has a row for. */
export const ROWS: readonly string[] = [...REQUIREMENTS, ...ANNEX_A];

/** How a scope is written. */
export const SCOPE_FORM = '4-10, 7.5, A.5, A.8.1-A.8.12';

/** @returns rows in the order of the standard, each once. */
export function inOrder(rows: Iterable<string>): string[] {
  const given = new Set(rows);
  return ROWS.filter((row) => given.has(row));
}

/** @returns what a text such as `4-10, 7.5, A.5, A.8.1-A.8.12` names, or its first part that names nothing. */
export function readRows(text: string): { rows: string[] } | { unknown: string } {
  const parts = text
    .replace(/\s*[-–]\s*/g, '-')
    .split(/[\s,;]+|\band\b/i)
    .filter((part) => part !== '' && !/^[a-l]\)?$/.test(part));
  const rows: string[] = [];
  for (const part of parts) {
    const named = namedBy(part.replace(/^a\./, 'A.').replace(/[.]$/, ''));
    if (named.length === 0) return { unknown: part };
    rows.push(...named);
  }
  return { rows: inOrder(rows) };
}

function namedBy(part: string): string[] {
  const [from = '', to] = part.split('-');
  if (to === undefined) return rowsOf(from);
  const end = from.startsWith('A.') && !to.startsWith('A.') ? `${from.replace(/[^.]*$/, '')}${to}` : to;
  // What lay between two controls of 2013 lies elsewhere now.
  if ([from, end].some((control) => controlsSince2013(control).length > 0)) return [];
  const [first, last] = [rowsOf(from)[0], rowsOf(end).at(-1)];
  if (!first || !last || first.startsWith('A.') !== last.startsWith('A.')) return [];
  return ROWS.slice(ROWS.indexOf(first), ROWS.indexOf(last) + 1);
}

/** One row, or all of a clause (`7`) or theme (`A.5`). */
function rowsOf(name: string): string[] {
  if (/^(\d{1,2}|A\.\d)$/.test(name)) return ROWS.filter((row) => row.startsWith(`${name}.`));
  return clausesNamed(name).map(requirementOf);
}

/** @returns rows as people write them: `4.1–10.2, A.5.1, A.5.18`. */
export function ranges(rows: Iterable<string>): string {
  const runs: string[][] = [];
  for (const row of inOrder(rows)) {
    const run = runs.at(-1);
    const before = run?.at(-1) ?? '';
    const follows = ROWS.indexOf(row) === ROWS.indexOf(before) + 1 && row.startsWith('A.') === before.startsWith('A.');
    if (run && follows) run.push(row);
    else runs.push([row]);
  }
  return runs.flatMap((run) => (run.length < 3 ? run : [`${run[0]}–${run.at(-1)}`])).join(', ');
}
