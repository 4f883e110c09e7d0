import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { declareAdoption } from '../../activities/tickets/adopt.ts';
import { INSTANCE } from '../../config/fields.ts';
import { RegisterError } from '../../register/errors.ts';
import { type Installation, makeFolder, openInstalled, systemClock } from '../../workers/installation.ts';
import { makePrivate } from '../../workers/servers/lock.ts';
import { checkFolder } from '../folder.ts';
import { firstProgramme } from '../init/first-programme.ts';
import type { Given } from '../init/questions.ts';
import { resumable } from '../init/resumable.ts';
import { installationOf, shared, typist } from '../options.ts';
import { Refusal, type Terminal } from '../terminal.ts';

interface Options extends Given {
  data: string;
  programme: string;
  adopt?: string;
  json?: boolean;
  yes?: boolean;
  input: boolean;
}

/** `init`: makes the register, and a first programme if there is none; nothing that exists is touched, nothing half done is left. */
export function init(terminal: Terminal): Command {
  return new Command('init')
    .description(
      'make the register in the data folder, and a first programme if there is none: asks nine things at most',
    )
    .addOption(shared.data())
    .addOption(shared.programme())
    .option(
      '--adopt <instance>',
      'the register of this instance is lost, and no backup is left: find its tickets by their keys instead of opening second ones',
      instance,
    )
    .option('--organisation <name>', 'its name, as people read it')
    .option('--instance <name>', 'short name, a part of every key: choose it once; default made of the organisation')
    .option('--zone <zone>', 'time zone of every date, such as Europe/Berlin')
    .option(
      '--country <code>',
      'whose public holidays are free, such as DE, or DE-BY with its region; none for no country',
    )
    .option('--lead <name <mail>>', 'compliance lead, "Mara Lindt <mara@example.com>"')
    .option('--top <name <mail>>', 'top management')
    .option('--auditor <name <mail>>', 'internal auditor, who does none of the work')
    .option('--tracker <kind>', 'where tickets are opened: github or jira')
    .option(
      '--smtp <reference>',
      `what holds the address of the mail server, \${env:NAME} or \${file:PATH}; none for no mail`,
    )
    .addOption(shared.yes())
    .addOption(shared.noInput())
    .addOption(shared.json())
    .action(async (options: Options) => {
      const installation = installationOf(terminal, options.data);
      checkFolder(installation);
      const place = fileOf(installation) === undefined ? 'the database' : options.data;
      if (await isMade(installation))
        throw new Refusal(`${place} has a register already; it was not touched. Go on with dutybound preview.`);
      const programme = resolve(terminal.cwd, options.programme);
      const said: Given = {};
      const written = await resumable(options, said, async () => {
        const first = existsSync(programme) ? undefined : await firstProgramme(terminal, options, said);
        await makeAll(installation, { programme, text: first?.text }, options.adopt);
        return first;
      });
      const wrote = written !== undefined;
      if (options.json)
        return terminal.out(
          JSON.stringify({
            data: installation.folder,
            programme: options.programme,
            starter: wrote,
            ...(written && { instance: written.instance }),
            ...(options.adopt && { adopted: options.adopt }),
          }),
        );
      const first = ` Starter programme written to ${options.programme}: put in your people, your tracker, and what you have; take out what you have not.`;
      terminal.out(`Register made in ${place}.${wrote ? first : ''}`);
      if (written)
        terminal.out(
          `Short name: ${written.instance}, a part of every key. Until apply it can be changed there (instance), and never afterwards.`,
        );
      if (options.adopt)
        terminal.out(
          `Everything before now is unknown to it, and that stands in it. Once a programme with instance: ${options.adopt} is applied, ` +
            'its tickets are found by their keys. Those that no duty claims are listed to the lead.',
        );
      const connect = options.tracker ? `connect ${options.tracker}` : 'connect github, or jira';
      terminal.out(
        `Next: dutybound simulate shows what it will ask of whom; dutybound ${connect}; then doctor, preview, apply, up.`,
      );
    });
}

/** What is to be there afterwards: a programme's file, where there is none yet. */
interface FirstFile {
  programme: string;
  text: string | undefined;
}

/** Makes everything, or leaves what was there before. */
async function makeAll(
  installation: Installation,
  { programme, text }: FirstFile,
  adopt: string | undefined,
): Promise<void> {
  const made: string[] = [];
  const make = (path: string, work: () => void) => {
    if (!existsSync(path)) made.push(path);
    work();
  };
  try {
    make(installation.folder, () => makeFolder(installation));
    makePrivate(installation.folder);
    if (text !== undefined) make(programme, () => writeFileSync(programme, text, { flag: 'wx' }));
    const file = fileOf(installation);
    if (file !== undefined) made.push(...['', '-wal', '-shm'].map((end) => `${file}${end}`));
    const register = await openInstalled(installation, { create: true });
    try {
      if (adopt) await declareAdoption(register, adopt, typist(), systemClock());
    } finally {
      await register.close();
    }
  } catch (error) {
    for (const path of made.reverse()) rmSync(path, { recursive: true, force: true });
    throw new Refusal(`${error instanceof Error ? error.message : error}\nNothing was made.`);
  }
}

/** A file that is there counts, whatever is in it; a database is asked. */
async function isMade(installation: Installation): Promise<boolean> {
  const file = fileOf(installation);
  if (file !== undefined) return existsSync(file);
  try {
    await (await openInstalled(installation)).close();
    return true;
  } catch (error) {
    if (error instanceof RegisterError && error.fault === 'missing') return false;
    throw error;
  }
}

/** @returns the path of a register that is a file. */
function fileOf({ registerUrl }: Installation): string | undefined {
  return /^sqlite:(.+)$/.exec(registerUrl)?.[1];
}

function instance(text: string): string {
  if (INSTANCE.test(text)) return text;
  throw new InvalidArgumentError('Allowed: the instance as isms.yaml names it, of a-z, 0-9, and hyphens.');
}
