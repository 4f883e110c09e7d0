import { type CsvError, parse } from 'csv-parse/sync';
import { readClause, severalNow } from '../rules/clauses.ts';
import type { Programme } from '../rules/programme.ts';
import type { Line } from '../rules/request/list.ts';
import { date as dateField } from './fields.ts';
import { delimiterOf } from './import/table.ts';

/** Columns of a list, in any order. The first two have to be there. */
const COLUMNS = ['item', 'what', 'owner', 'clause', 'due', 'max age'] as const;
type Column = (typeof COLUMNS)[number];

const MOST_LINES = 1_000;
const LONGEST = 200;

/** A list as its file says it, with the file's line of each item; or every mistake in it. */
export type ReadList = { lines: Line[]; at: Map<Line['id'], number> } | { mistakes: string[] };

/**
 * Reads a list of requested evidence: CSV with a heading, separated by commas, semicolons, or tabs. An owner is whoever the programme has by that id, name, login, or mail address;
 * one whom it does not know is no mistake.
 * @param file named in messages, with the line.
 */
export function readRequestList(text: string, file: string, programme: Programme): ReadList {
  const table = tableIn(text, file);
  if ('mistakes' in table) return table;
  const mistakes: string[] = [];
  const seen = new Map<string, { item: string; at: number }>();
  const lines = table.rows.map(({ cells, at }): Line => {
    const wrong = (column: Column, message: string, allowed: string) =>
      mistakes.push(`${file}:${at}  ${column}: ${message}; allowed: ${allowed}`);
    const item = cells.item ?? '';
    const id = slugOf(item);
    const before = seen.get(id);
    if (id === '')
      wrong('item', item === '' ? 'is empty' : `found ${item}`, 'a short name with Latin letters or digits');
    else if (before?.item.toLowerCase() === item.toLowerCase())
      wrong('item', `stands in line ${before.at} already`, 'each item once');
    else if (before) wrong('item', `is ${id} for short, as line ${before.at} is`, 'items that differ in that');
    seen.set(id, { item, at });
    const what = cells.what ?? '';
    if (what === '' || what.length > LONGEST) wrong('what', `has ${what.length} characters`, `1 to ${LONGEST}`);
    const clause = cells.clause ? readClause(cells.clause) : undefined;
    if (cells.clause && !clause)
      wrong(
        'clause',
        `found ${cells.clause}`,
        `a clause or control of ISO/IEC 27001:2022, such as A.5.18${severalNow(cells.clause)}`,
      );
    const due = cells.due ? dateField.safeParse(cells.due).data : undefined;
    if (cells.due && !due) wrong('due', `found ${cells.due}`, 'a date, YYYY-MM-DD');
    const age = /^([1-9]\d{0,3})(?:\s*days?)?$/.exec(cells['max age'] ?? '')?.[1];
    if (cells['max age'] && !age) wrong('max age', `found ${cells['max age']}`, 'a number of days, such as 14');
    const owner = personCalled(programme, cells.owner ?? '');
    return {
      id,
      item: { text: item },
      what: { text: what },
      named: { text: cells.owner ?? '' },
      ...(owner && { owner }),
      ...(clause && { clause }),
      ...(due && { due }),
      ...(age && { maxAge: Number(age) }),
    };
  });
  const at = new Map([...seen].map(([id, one]) => [id, one.at]));
  return mistakes.length > 0 ? { mistakes } : { lines, at };
}

interface Row {
  cells: Partial<Record<Column, string>>;
  /** Line of the file. */
  at: number;
}

function tableIn(text: string, file: string): { rows: Row[] } | { mistakes: string[] } {
  let found: { record: string[]; info: { lines: number } }[];
  try {
    // With `info` each record comes with where it stands, which the types do not tell.
    const delimiter = delimiterOf(text);
    const options = { bom: true, delimiter, info: true, trim: true, skip_empty_lines: true, relax_column_count: true };
    found = parse(text, options) as unknown as typeof found;
  } catch (error) {
    const { lines, message } = error as CsvError & { lines?: number };
    return { mistakes: [`${file}:${lines ?? 1}  is no CSV: ${message}`] };
  }
  const [heading, ...rest] = found;
  const names = heading?.record.map((name) => name.toLowerCase().replaceAll('_', ' ')) ?? [];
  const stray = names.filter((name) => !COLUMNS.some((column) => column === name));
  const twice = COLUMNS.filter((column) => names.indexOf(column) !== names.lastIndexOf(column));
  const missing = (['item', 'what'] as const).filter((column) => !names.includes(column));
  const mistakes = [
    ...stray.map((name) => `${file}:1  no such column: "${name}"; allowed: ${COLUMNS.join(', ')}`),
    ...twice.map((column) => `${file}:1  ${column}: this column stands there twice`),
    ...missing.map((column) => `${file}:1  lacks the column ${column}`),
    ...(rest.length === 0 ? [`${file}:1  lists nothing`] : []),
    ...(rest.length > MOST_LINES
      ? [`${file}:${MOST_LINES + 2}  lists ${rest.length} items; allowed: ${MOST_LINES}`]
      : []),
  ];
  if (mistakes.length > 0) return { mistakes };
  const rows = rest.map(({ record, info }) => ({
    cells: Object.fromEntries(names.map((name, i) => [name, record[i] ?? ''])),
    at: info.lines,
  }));
  return { rows };
}

/** @returns `user-export-aws` of `User export (AWS)`: how comments name it. */
function slugOf(item: string): string {
  return item
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-|-$/g, '');
}

function personCalled({ people }: Programme, called: string): string | undefined {
  const bare = called.replace(/^@/, '').toLowerCase();
  if (bare === '') return undefined;
  return people.find(({ id, name, mail, accounts }) =>
    [id, name, mail, ...Object.values(accounts)].some((known) => known?.toLowerCase() === bare),
  )?.id;
}
