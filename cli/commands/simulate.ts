import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { dateAt, isDay } from '../../rules/calendar/local-day.ts';
import { summaryOf } from '../../rules/simulation/summary.ts';
import type { LocalDate } from '../../rules/time.ts';
import { TEMPERS, type TemperName } from '../../sandbox/staff/temper.ts';
import { systemClock } from '../../workers/installation.ts';
import { readProgramme, shared, wholeNumber } from '../options.ts';
import { simulationPage } from '../simulation-page.ts';
import { type SimulationReport, simulationText } from '../simulation-text.ts';
import { exit, Refusal, type Terminal } from '../terminal.ts';

interface Options {
  programme: string;
  years: number;
  from?: string;
  staff: TemperName;
  seed: number;
  json?: string | true;
  html?: string;
}

/** `simulate`: plays the programme with scripted staff on the real engine in skipped time; nothing of the installation is touched. */
export function simulate(terminal: Terminal): Command {
  return new Command('simulate')
    .description('play the programme for years with scripted staff, and say what it asks of whom; touches nothing')
    .addOption(shared.programme())
    .addOption(new Option('--years <n>', 'years to play').argParser(wholeNumber(1, 10)).default(3))
    .option('--from <date>', 'day on which it is applied; default today')
    .addOption(new Option('--staff <temper>', 'how people work').choices(TEMPERS).default('realistic'))
    .addOption(
      new Option('--seed <n>', 'what people do is drawn from it; the same one gives the same result')
        .argParser(wholeNumber(0, 1_000_000_000))
        .default(1),
    )
    .option('--json [file]', 'print JSON, or write it to a file')
    .option('--html <file>', 'write it as a page to print')
    .action(async (options: Options) => {
      const { programme, source } = readProgramme(terminal, options.programme);
      const from = readFrom(options.from, programme.zone);
      // What was played for minutes is not to be lost for a folder that is not there.
      checkPlaces(terminal, options);
      const { staff, seed, years } = options;
      // Read in with the first simulation only: no other command needs the server that skips time.
      const { simulate: play } = await import('../../workers/simulation/simulate.ts');
      const { life, seconds, activities } = await stoppable(terminal, (stopped) =>
        play({
          programme: { programme, source },
          from,
          months: 12 * years,
          staff,
          seed,
          env: terminal.env,
          pinnedOnly: false,
          stopped,
          tell: (line) => terminal.err(line),
        }),
      );
      const report: SimulationReport = { ...summaryOf(life), from, years, staff, seed, activities, seconds };
      const json = JSON.stringify(report, null, 2);
      terminal.out(options.json === true ? json : simulationText(report));
      if (!report.ok) terminal.end(exit.failed);
      if (options.html) write(terminal, options.html, simulationPage(report));
      if (typeof options.json === 'string') write(terminal, options.json, `${json}\n`);
    });
}

/** Stops the work when this process is told to end: what is played lies in memory, and would stay there. */
async function stoppable<T>(terminal: Terminal, work: (stopped: AbortSignal) => Promise<T>): Promise<T> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await work(stopping.signal);
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    terminal.err('Stopped. Nothing was written.');
    // The client of a server that the same Ctrl-C ended would try again and again.
    process.exit(exit.failed);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

function readFrom(text: string | undefined, zone: string): LocalDate {
  if (text === undefined) return dateAt(zone, systemClock());
  if (isDay(text)) return text;
  throw new Refusal(`--from: found "${text}"; write a date such as 2027-01-04`);
}

/** @throws Refusal where what is asked for could not be written now. */
function checkPlaces(terminal: Terminal, { html, json }: Options): void {
  for (const file of [html, json]) if (typeof file === 'string') checkPlace(terminal, file);
  if (html !== undefined && typeof json === 'string' && resolve(terminal.cwd, html) === resolve(terminal.cwd, json))
    throw new Refusal(`--html and --json both name ${html}; give each a file of its own`);
}

/** @throws Refusal where the file could not be written now. */
function checkPlace(terminal: Terminal, file: string): void {
  const path = resolve(terminal.cwd, file);
  const there = existsSync(path);
  if (there && statSync(path).isDirectory()) throw notWritten(file, 'it is a folder');
  try {
    accessSync(there ? path : dirname(path), constants.W_OK);
  } catch (error) {
    throw notWritten(file, error);
  }
}

function write(terminal: Terminal, file: string, text: string): void {
  try {
    writeFileSync(resolve(terminal.cwd, file), text);
  } catch (error) {
    throw notWritten(file, error);
  }
}

function notWritten(file: string, why: unknown): Refusal {
  return new Refusal(`${file} cannot be written: ${why instanceof Error ? why.message : why}. Name another file.`);
}
