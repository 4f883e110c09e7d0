import { copyFileSync, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { makeFolder, openInstalled } from '../../workers/installation.ts';
import { installationOf, shared } from '../options.ts';
import { Refusal, type Terminal } from '../terminal.ts';

const STARTER = fileURLToPath(new URL('../../examples/starter.yaml', import.meta.url));

/** `init`: makes the register, and a starter programme if there is none; nothing that exists is touched. */
export function init(terminal: Terminal): Command {
  return new Command('init')
    .description('make the register in the data folder, and a starter programme if there is none')
    .addOption(shared.data())
    .addOption(shared.programme())
    .action(async (options: { data: string; programme: string }) => {
      const installation = installationOf(terminal, options.data);
      makeFolder(installation);
      if (existsSync(installation.registerUrl.slice('sqlite:'.length)))
        throw new Refusal(`${installation.folder} has a register already; it was not touched. Go on with dutybound preview.`);
      await (await openInstalled(installation, { create: true })).close();
      const file = resolve(terminal.cwd, options.programme);
      const fresh = !existsSync(file);
      if (fresh) copyFileSync(STARTER, file);
      terminal.out(`Register made in ${options.data}.${fresh ? ` Starter programme written to ${options.programme}: put in your people, repository, and duties.` : ''}`);
      terminal.out('Next: dutybound validate, then preview, apply, up.');
    });
}
