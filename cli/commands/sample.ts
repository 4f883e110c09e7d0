import { extname } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { CsvError, parse } from 'csv-parse/sync';
import type { Table } from '../../activities/tables/table.ts';
import { tableOf, tables } from '../../activities/tables.ts';
import { delimiterOf, hashOf } from '../../config/import/table.ts';
import type { TableRow } from '../../rules/documented.ts';
import { drawn } from '../../rules/sample.ts';
import { systemClock } from '../../workers/installation.ts';
import { readText, shared, wholeNumber, withRegister } from '../options.ts';
import { csvOption, printTable, provenance, type TableOptions } from '../printed-table.ts';
import { Refusal, type Terminal } from '../terminal.ts';

interface Options extends TableOptions {
  data: string;
  seed: string;
  size: number;
  of?: string;
  where: [column: string, value: string][];
}

interface Sample {
  population: string;
  seed: string;
  /** How many there are to draw from, and what is drawn: lines, or values of a column. */
  among: number;
  of: string;
  drawn: string[];
  rows: TableRow[];
  /** What the population is made of: of a file its name and SHA-256. */
  source: string;
  /** Among which of its lines was drawn: `all`, or the conditions. */
  filter: string;
  /** Of a table of the record: in which zone its readers live, and the last event that is in it. */
  zone?: string;
  through?: Table['through'];
}

type Population = Pick<Sample, 'rows' | 'source' | 'zone' | 'through'>;

/** `sample TABLE|FILE.csv`: draws from a population; whoever has it and the seed draws the same. */
export function sample(terminal: Terminal): Command {
  return new Command('sample')
    .description('draw a sample from a table of the record, or from a CSV file, that anybody can draw again')
    .argument('<population>', `${Object.keys(tables).join(', ')}, or a file that ends in .csv`)
    .requiredOption('--seed <text>', 'whoever draws with the same seed draws the same')
    .addOption(new Option('--size <n>', 'how many').argParser(wholeNumber(1, 10_000)).default(5))
    .option('--of <column>', 'draw values of this column, such as person, and show all their lines')
    .addOption(
      new Option('--where <column=value>', 'only among these lines; may be given again')
        .argParser((text: string, all: [string, string][]) => [...all, conditionIn(text)] as [string, string][])
        .default([]),
    )
    .addOption(shared.data())
    .addOption(shared.json())
    .addOption(csvOption())
    .action(async (population: string, options: Options) => {
      const from = await populationOf(terminal, population, options.data);
      const found = draw(population, from, options);
      printTable(terminal, found, `${drawing(found)} · ${provenance(found)}`, options);
    });
}

function draw(
  population: string,
  { rows: all, source, zone, through }: Population,
  { seed, size, of, where }: Options,
): Sample {
  const [first] = all;
  for (const column of [...where.map(([name]) => name), ...(of === undefined ? [] : [of])])
    if (first && !(column in first))
      throw new Refusal(`${population} has no column ${column}; there are: ${Object.keys(first).join(', ')}`);
  const rows = all.filter((row) => where.every(([column, value]) => String(row[column] ?? '') === value));
  const nameOf = (row: TableRow) => (of === undefined ? JSON.stringify(Object.values(row)) : String(row[of] ?? ''));
  const names = [...new Set(rows.map(nameOf))].filter((name) => name !== '');
  const chosen = drawn(names, size, seed, (name) => name);
  return {
    population,
    seed,
    among: names.length,
    of: of ?? 'line',
    drawn: of === undefined ? [] : chosen,
    rows: chosen.flatMap((name) => rows.filter((row) => nameOf(row) === name)),
    source,
    filter: where.map(([column, value]) => `${column}=${value}`).join(' and ') || 'all',
    ...(zone && { zone }),
    ...(through && { through }),
  };
}

async function populationOf(terminal: Terminal, population: string, data: string): Promise<Population> {
  if (extname(population) === '.csv') {
    const text = readText(terminal, population);
    const source = `${population}, sha256 ${hashOf({ name: population, text })}`;
    return { rows: rowsIn(text, population), source };
  }
  if (!(population in tables))
    throw new Refusal(
      `${population} is no table; there are: ${Object.keys(tables).join(', ')}. A list of your own ends in .csv`,
    );
  return withRegister(terminal, data, (register) => tableOf(register, population, systemClock()));
}

function rowsIn(text: string, file: string): TableRow[] {
  try {
    return parse(text, { columns: true, bom: true, delimiter: delimiterOf(text) });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Refusal(`${file} is no CSV with a header line: ${error.message}`);
  }
}

function conditionIn(text: string): [string, string] {
  const [, column, value] = /^([^=]+)=(.*)$/.exec(text) ?? [];
  if (column !== undefined && value !== undefined) return [column, value];
  throw new InvalidArgumentError('Allowed: COLUMN=VALUE, such as duty=supplier.');
}

function drawing({ population, seed, among, of, drawn: names, rows }: Sample): string {
  const n = names.length > 0 ? `${names.length} of ${among} by ${of}` : `${rows.length} of ${among}`;
  return `Drawn from ${population}: ${n} · seed ${seed} · first by SHA-256 of seed and name, so the order of the list does not matter`;
}
