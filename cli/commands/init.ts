import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { declareAdoption } from '../../activities/adopt.ts';
import { RegisterError } from '../../register/errors.ts';
import { type Installation, makeFolder, openInstalled, systemClock } from '../../workers/installation.ts';
import { makePrivate } from '../../workers/servers/lock.ts';
import { checkFolder } from '../folder.ts';
import { installationOf, shared, typist } from '../options.ts';
import { Refusal, type Terminal } from '../terminal.ts';

const STARTER = fileURLToPath(new URL('../../examples/starter.yaml', import.meta.url));

interface Options {
  data: string;
  programme: string;
  adopt?: string;
  json?: boolean;
}

/** `init`: makes the register, and a starter programme if there is none; nothing that exists is touched, nothing half done is left. */
export function init(terminal: Terminal): Command {
  return new Command('init')
    .description('make the register in the data folder, and a starter programme if there is none')
    .addOption(shared.data())
    .addOption(shared.programme())
    .option(
      '--adopt <instance>',
      'the register of this instance is lost, and no backup is left: find its tickets by their keys instead of opening second ones',
      instance,
    )
    .addOption(shared.json())
    .action(async (options: Options) => {
      const installation = installationOf(terminal, options.data);
      checkFolder(installation);
      const place = fileOf(installation) === undefined ? 'the database' : options.data;
      if (await isMade(installation))
        throw new Refusal(`${place} has a register already; it was not touched. Go on with dutybound preview.`);
      const wrote = await makeAll(installation, resolve(terminal.cwd, options.programme), options.adopt);
      if (options.json)
        return terminal.out(
          JSON.stringify({
            data: installation.folder,
            programme: options.programme,
            starter: wrote,
            ...(options.adopt && { adopted: options.adopt }),
          }),
        );
      const starter = ` Starter programme written to ${options.programme}: put in your people, tracker, and duties.`;
      terminal.out(`Register made in ${place}.${wrote ? starter : ''}`);
      if (options.adopt)
        terminal.out(
          `Everything before now is unknown to it, and that stands in it. Once a programme with instance: ${options.adopt} is applied, ` +
            'its tickets are found by their keys. Those that no duty claims are listed to the lead.',
        );
      terminal.out('Next: dutybound connect github, or jira; then doctor, preview, apply, up.');
    });
}

/** Makes everything, or leaves what was there before. @returns whether the starter programme was written. */
async function makeAll(installation: Installation, programme: string, adopt: string | undefined): Promise<boolean> {
  const made: string[] = [];
  const make = (path: string, work: () => void) => {
    if (!existsSync(path)) made.push(path);
    work();
  };
  try {
    const wanted = !existsSync(programme);
    make(installation.folder, () => makeFolder(installation));
    makePrivate(installation.folder);
    if (wanted) make(programme, () => writeFileSync(programme, readFileSync(STARTER), { flag: 'wx' }));
    const file = fileOf(installation);
    if (file !== undefined) made.push(...['', '-wal', '-shm'].map((end) => `${file}${end}`));
    const register = await openInstalled(installation, { create: true });
    try {
      if (adopt) await declareAdoption(register, adopt, typist(), systemClock());
    } finally {
      await register.close();
    }
    return wanted;
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
  if (/^[a-z0-9](?:[a-z0-9-]{0,22}[a-z0-9])?$/.test(text)) return text;
  throw new InvalidArgumentError('Allowed: the instance as isms.yaml names it, of a-z, 0-9, and hyphens.');
}
