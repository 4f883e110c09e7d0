import { stringify } from 'csv-stringify/sync';
import type { TableRow } from '../rules/documented.ts';

/**
 * @returns the lines as CSV (RFC 4180) under the names of their columns. Text that a spreadsheet would take for a formula is written as
 * text: people wrote it.
 */
export function csvOf(rows: TableRow[]): string {
  return stringify(rows, {
    header: true,
    escape_formulas: true,
    cast: { boolean: (value) => (value ? 'yes' : 'no') },
    ...(rows[0] && { columns: Object.keys(rows[0]) }),
  });
}
