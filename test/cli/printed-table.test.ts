import { describe, expect, it } from '@jest/globals';
import { printTable, provenance } from '../../cli/printed-table.ts';
import type { Terminal } from '../../cli/terminal.ts';
import type { TableRow } from '../../rules/documented.ts';

const at = '2027-07-20T08:00:00.000Z';

function printed(row: TableRow, zone?: string): string {
  const said: string[] = [];
  const terminal = { out: (text: string) => said.push(text), err: () => {} } as unknown as Terminal;
  printTable(terminal, { rows: [row], ...(zone && { zone }) }, 'Source: x', {});
  return said.join('\n');
}

describe('a printed table', () => {
  it('shows instants as clocks of the organisation show them, also where a cell holds several', () => {
    expect(printed({ chased: `${at} sam; ${at} mara` }, 'Europe/Berlin')).toBe(
      'chased\n2027-07-20 10:00:00 sam; 2027-07-20 10:00:00 mara\n\nSource: x · times in Europe/Berlin',
    );
    expect(printed({ at })).toBe(`at\n${at}\n\nSource: x`);
  });

  it('leaves alone what people typed, what no calendar has, and the name of an exact period', () => {
    const title = 'outage at 2027-02-30T10:00:00Z and 2027-07-20T08:00:00Z, 2027-02-30T10:00:00.000Z';
    expect(printed({ title }, 'Europe/Berlin')).toContain(title);
    expect(printed({ period: at }, 'Europe/Berlin')).toContain(at);
  });
});

describe('the line below it', () => {
  it('says up to which event it goes, and of an empty log that there is none', () => {
    const of = (sequence: number, hash: string) =>
      provenance({ source: 'x', filter: 'all', rows: [1], through: { sequence, hash } });
    expect(of(0, '')).toBe('Source: x · filter: all · 1 line · nothing is recorded yet');
    expect(of(7, 'a'.repeat(64))).toBe('Source: x · filter: all · 1 line · events 1 to 7, head aaaaaaaaaaaa');
  });
});
