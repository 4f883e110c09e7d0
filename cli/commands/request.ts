import { Command } from 'commander';
import { UnknownDuty } from '../../activities/openings/open-beside.ts';
import { currentProgramme } from '../../activities/organisation.ts';
import { type Incoming, ListFinished, type TakenIn, TooMany, takeIn, WrongDates } from '../../activities/request.ts';
import { readRequestList } from '../../config/request-list.ts';
import type { Register } from '../../register/register.ts';
import { isDay } from '../../rules/calendar/local-day.ts';
import { textOf } from '../../rules/event.ts';
import type { WrongDue } from '../../rules/request/due.ts';
import type { Line } from '../../rules/request/list.ts';
import type { LocalDate } from '../../rules/time.ts';
import { systemClock } from '../../workers/installation.ts';
import { wakeRunning } from '../engine.ts';
import { allOf, lineIn } from '../given.ts';
import { actorOf, readText, shared, withRegister } from '../options.ts';
import { Refusal, type Terminal } from '../terminal.ts';

interface Options {
  data: string;
  duty?: string;
  title?: string;
  auditor?: string;
  due?: string;
  as?: string;
  yes?: boolean;
  json?: boolean;
}

/** `request FILE`: opens a ticket for each line of a list of requested evidence, and one for the list as a whole. */
export function request(terminal: Terminal): Command {
  return new Command('request')
    .description('ask for a list of evidence: a ticket for each line, below one for the whole')
    .argument('<file>', 'CSV with the columns item, what, and as needed owner, clause, due, max age (days)')
    .option('--duty <id>', 'the evidence-request that it belongs to; default: none of the programme')
    .option('--title <text>', 'what people call the list; a list is known again by it; default: the duty’s')
    .option('--auditor <name>', 'who asks')
    .option('--due <date>', 'by when; default: after the duty’s lead')
    .addOption(shared.as())
    .addOption(shared.data())
    .addOption(shared.yes())
    .addOption(shared.json())
    .action(async (file: string, options: Options) => {
      const text = readText(terminal, file);
      const taken = await withRegister(terminal, options.data, (register) => enter(register, text, file, options));
      const running = await wakeRunning(terminal, options.data, taken.wake);
      const unknown = taken.added.filter((line) => !line.owner);
      if (options.json) return terminal.out(JSON.stringify(shown(taken, unknown, running), null, 2));
      for (const line of lines(taken, unknown, running)) terminal.out(line);
    });
}

async function enter(register: Register, text: string, file: string, options: Options): Promise<TakenIn> {
  const { duty } = options;
  const current = await currentProgramme(register);
  if (!current) throw new Refusal('No programme has been applied yet; run dutybound apply.');
  if (!duty && options.title === undefined)
    throw new Refusal('Say which list it is: --duty, or --title for one that belongs to none.');
  const said = saidIn(options);
  const read = readRequestList(text, file, current.programme);
  if ('mistakes' in read) throw new Refusal(`${read.mistakes.join('\n')}\nNothing was opened.`);
  const incoming = {
    ...(duty && { duty }),
    ...said,
    lines: read.lines,
    actor: await actorOf(register, options.as),
  };
  try {
    const most = options.yes ? undefined : current.programme.openAtOnce;
    return await takeIn({ register }, incoming, systemClock(), most);
  } catch (error) {
    if (error instanceof TooMany) throw new Refusal(`${file}: ${error.message}. Agree with --yes.`);
    if (error instanceof WrongDates)
      throw new Refusal(
        `${error.wrong.map((wrong) => wrongDue(file, read.at, wrong)).join('\n')}\nNothing was opened.`,
      );
    throw error instanceof UnknownDuty || error instanceof ListFinished ? new Refusal(error.message) : error;
  }
}

function saidIn({ title, auditor, due }: Options): Pick<Incoming, 'title' | 'auditor' | 'due'> {
  return allOf({
    ...(title !== undefined && { title: () => lineIn('--title', title) }),
    ...(auditor !== undefined && { auditor: () => lineIn('--auditor', auditor) }),
    ...(due !== undefined && { due: () => dueIn(due) }),
  });
}

function dueIn(due: string): LocalDate {
  if (isDay(due)) return due;
  throw new Refusal(`--due: found "${due}"; write a date such as 2027-04-23`);
}

function wrongDue(file: string, at: Map<Line['id'], number>, { line, found, why, allowed }: WrongDue): string {
  const where = line === undefined ? '--due' : `${file}:${at.get(line)}  due`;
  return `${where}: found ${found}, which ${why}; allowed: ${allowed}`;
}

function lines({ title, added }: TakenIn, unknown: Line[], running: boolean): string[] {
  if (added.length === 0) return [`Nothing new: every line of ${title} was asked for before.`];
  const n = `${added.length} ${added.length === 1 ? 'item is' : 'items are'}`;
  return [
    `${title}: ${n} asked for.${running ? '' : ' The tickets open when dutybound up runs.'}`,
    ...unknown.map(({ item, named }) => {
      const why = textOf(named) === '' ? 'names no owner' : `the programme knows nobody called "${textOf(named)}"`;
      return `! ${textOf(item)}: ${why}; the lead assigns it in its ticket`;
    }),
  ];
}

function shown({ title, added }: TakenIn, unknown: Line[], running: boolean) {
  const plain = ({ id, owner, named }: Line) => ({ id, owner: owner ?? null, named: textOf(named) });
  return { title, added: added.map(plain), unknown: unknown.map(plain), running };
}
