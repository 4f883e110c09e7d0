import { Command } from 'commander';
import type { Finding } from '../../activities/doctor/finding.ts';
import { seldomIn } from '../../activities/seldom.ts';
import { programmeSchema } from '../../config/json-schema.ts';
import type { Programme } from '../../rules/programme.ts';
import { systemClock } from '../../workers/installation.ts';
import { withoutSecrets } from '../failure.ts';
import { exitCodeOf, findingLines, summaryOf } from '../findings.ts';
import { installationOf, parseFile, readProgramme, shared } from '../options.ts';
import { placesIn } from '../places.ts';
import { examineSetUp } from '../set-up.ts';
import { counted, exit, type Terminal } from '../terminal.ts';

interface Options {
  programme: string;
  data: string;
  online?: boolean;
  schema?: boolean;
  json?: boolean;
}

/** `validate`: reads the programme and tells every mistake at once; asks nobody, unless `--online` says so, and writes nothing. */
export function validate(terminal: Terminal): Command {
  return new Command('validate')
    .description('check the programme file; every mistake at once, with its line')
    .addOption(shared.programme())
    .addOption(shared.data())
    .option(
      '--online',
      'ask the trackers, too, whether they take it: accounts, types, fields, statuses; no register is needed',
    )
    .option('--schema', 'print the JSON Schema of the file instead, for editors; no file is read')
    .addOption(shared.json())
    .action(async (options: Options) => {
      if (options.schema) return terminal.out(JSON.stringify(programmeSchema(), null, 2));
      if (options.json && saidMistakes(terminal, options.programme)) return terminal.end(exit.failed);
      const { programme, source } = readProgramme(terminal, options.programme);
      const findings = options.online ? await asked(terminal, programme, source, options) : undefined;
      const seldom = seldomIn(programme, systemClock());
      const text = options.json
        ? json(programme, seldom, findings)
        : lines(programme, options.programme, seldom, findings).join('\n');
      terminal.out(withoutSecrets(text, terminal));
      if (findings) terminal.end(exitCodeOf(findings));
    });
}

/** Prints mistakes as JSON. @returns whether there are any. */
function saidMistakes(terminal: Terminal, file: string): boolean {
  const parsed = parseFile(terminal, file);
  if ('programme' in parsed) return false;
  terminal.out(withoutSecrets(JSON.stringify({ valid: false, mistakes: parsed.mistakes }), terminal));
  return true;
}

/** What the trackers say of it; channels of notices are `doctor`'s to look at. */
async function asked(terminal: Terminal, programme: Programme, source: string, options: Options): Promise<Finding[]> {
  const locate = placesIn(source, options.programme);
  const { folder } = installationOf(terminal, options.data);
  return (await examineSetUp(programme, terminal.env, { known: [] }, locate, { folder, channels: [] })).findings;
}

function json({ duties, people }: Programme, seldom: string[], findings: Finding[] | undefined): string {
  const valid = findings === undefined || exitCodeOf(findings) === exit.fine;
  return JSON.stringify({ valid, duties: duties.length, people: people.length, seldom, ...(findings && { findings }) });
}

function lines(
  { duties, people }: Programme,
  file: string,
  seldom: string[],
  findings: Finding[] | undefined,
): string[] {
  const counts = `${counted(duties.length, 'duty', 'duties')}, ${counted(people.length, 'person', 'people')}`;
  const valid = [`${file} is valid: ${counts}`, ...seldom.map((line) => `Owed too seldom: ${line}.`)];
  return findings ? [...valid, ...findingLines(findings), summaryOf(findings)] : valid;
}
