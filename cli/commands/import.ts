import { Argument, Command, InvalidArgumentError } from 'commander';
import type { Consequences } from '../../activities/bring-along.ts';
import { InDoubt } from '../../activities/doubt.ts';
import { importTable } from '../../activities/import.ts';
import { currentProgramme } from '../../activities/organisation.ts';
import { importables } from '../../config/import/all.ts';
import { formatTableMistakes } from '../../config/import/table.ts';
import type { Register } from '../../register/register.ts';
import type { Programme } from '../../rules/programme.ts';
import { systemClock } from '../../workers/installation.ts';
import { agree } from '../agree.ts';
import { refuseTooMany } from '../at-once.ts';
import { wakeRunning } from '../engine.ts';
import { actorOf, readText, shared, wholeNumber, withRegister } from '../options.ts';
import { counted, exit, Refusal, type Terminal } from '../terminal.ts';

interface Options {
  data: string;
  as?: string;
  open?: number;
  yes?: boolean;
  input: boolean;
  json?: boolean;
}

interface Done {
  lines: number;
  recorded: number;
  tickets: number;
  wake: Parameters<typeof wakeRunning>[2];
}

/** `import NOUN FILE`: brings along what was kept in tables before. */
export function importTables(terminal: Terminal): Command {
  return new Command('import')
    .description('bring along what was kept in a table (CSV); all of it or, with every mistake told at once, nothing')
    .addArgument(
      new Argument('<what>', 'what the table holds').choices(Object.keys(importables)).argParser(importableNamed),
    )
    .argument('<file>', 'CSV with a header line')
    .addOption(shared.as())
    .option('--open <number>', 'agree that this many tickets open at once', wholeNumber(0, 100_000))
    .addOption(shared.data())
    .addOption(shared.yes())
    .addOption(shared.noInput())
    .addOption(shared.json())
    .addHelpText('after', `\nColumns, what may be left out in brackets:\n${headers()}`)
    .action(async (what: string, name: string, options: Options) => {
      const done = await withRegister(terminal, options.data, (register) =>
        bring(terminal, register, what, name, options),
      );
      const { lines, recorded, tickets, wake } = done;
      const running = wake.length > 0 && (await wakeRunning(terminal, options.data, wake));
      if (options.json) return terminal.out(JSON.stringify({ lines, recorded }));
      if (lines === 0) return terminal.out(`${name} has a header and no lines: nothing was recorded.`);
      const told =
        recorded === 0 ? 'all of it was recorded before' : `${counted(recorded, 'event', 'events')} recorded`;
      const opening = running ? ' open now' : ' open when dutybound up runs';
      const opens = tickets > 0 ? `; ${counted(tickets, 'ticket', 'tickets')}${opening}` : '';
      terminal.out(`${counted(lines, 'line', 'lines')} of ${name}: ${told}${opens}.`);
    });
}

/** What people look for here, and where it is kept instead. */
const ELSEWHERE: Record<string, string> = {
  suppliers: 'Suppliers are the subjects of a duty: write them under its subjects in isms.yaml',
  competence: 'Competence stands under people in isms.yaml; trainings come along as acknowledgements',
  requests: 'A list of requested evidence is asked for with dutybound request FILE',
};

function importableNamed(what: string): string {
  const names = Object.keys(importables);
  if (names.includes(what)) return what;
  const known = `Allowed choices are ${names.join(', ')}.`;
  const elsewhere = ELSEWHERE[what.toLowerCase()] ?? ELSEWHERE[`${what.toLowerCase()}s`];
  throw new InvalidArgumentError(`${elsewhere ? `${elsewhere}. ` : ''}${known}`);
}

async function bring(
  terminal: Terminal,
  register: Register,
  what: string,
  name: string,
  options: Options,
): Promise<Done> {
  const importable = importables[what];
  const current = await currentProgramme(register);
  if (!current || !importable) throw new Refusal('No programme has been applied yet; run dutybound apply.');
  const { programme } = current;
  if (importable.opens && !options.as)
    throw new Refusal(`--as is missing: who brings ${what} along answers for them, by id.`);
  const actor = await actorOf(register, options.as);
  const file = { name, text: readText(terminal, name) };
  const importing = { programme, actor, now: systemClock() };
  const asked = await tried(register, importable, file, importing);
  if (!('toAgree' in asked)) return doneOf(name, asked, 0);
  const { toAgree } = asked;
  await consent(terminal, toAgree, programme, options);
  const again = await tried(register, importable, file, { ...importing, agreed: toAgree.lines });
  if ('toAgree' in again)
    throw new Refusal('Something changed since: what it leads to is another thing now. Run it again.', exit.refused);
  return doneOf(name, again, toAgree.tickets);
}

type Imported = Awaited<ReturnType<typeof importTable>>;

async function tried(...given: Parameters<typeof importTable>): Promise<Imported> {
  try {
    return await importTable(...given);
  } catch (error) {
    throw error instanceof RangeError || error instanceof InDoubt ? new Refusal(error.message) : error;
  }
}

function doneOf(name: string, done: Exclude<Imported, { toAgree: Consequences }>, tickets: number): Done {
  if (!('mistakes' in done)) return { ...done, tickets };
  const n = counted(done.mistakes.length, 'mistake', 'mistakes');
  throw new Refusal(`${formatTableMistakes(name, done.mistakes)}\n${n}; nothing was imported.`);
}

/** What the import leads to is said and agreed to before anything is written. */
async function consent(
  terminal: Terminal,
  { lines, tickets }: Consequences,
  programme: Programme,
  { open, ...options }: Options,
): Promise<void> {
  refuseTooMany(tickets, programme, open);
  const what = `${counted(tickets, 'ticket', 'tickets')} will open:\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
  if (options.yes) return terminal.err(what.trimEnd());
  await agree(terminal, options, `${what}Record this?`);
}

function headers(): string {
  return Object.entries(importables)
    .map(([what, { header }]) => `  ${what.padEnd(16)} ${header}`)
    .join('\n');
}
