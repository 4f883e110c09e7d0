import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import {
  Contradicted,
  compareWitnessed,
  type DeclaredGap,
  declareGap,
  type Witnessed,
} from '../../activities/restore.ts';
import { RegisterError } from '../../register/errors.ts';
import { restoreRegister } from '../../register/open.ts';
import { projections } from '../../register/projections/all.ts';
import { localTime } from '../../rules/calendar/show.ts';
import { findEngine, type Installation, makeFolder, openInstalled, systemClock } from '../../workers/installation.ts';
import { lockFolder } from '../../workers/servers/lock.ts';
import { checkFolder } from '../folder.ts';
import { installationOf, shared, typist } from '../options.ts';
import { counted, exit, Refusal, type Terminal } from '../terminal.ts';

interface Options {
  data: string;
  witnessed?: Witnessed;
  json?: boolean;
}

/** `restore FILE`: makes the register from a backup, and declares what is unknown since. */
export function restore(terminal: Terminal): Command {
  return new Command('restore')
    .description('make the register from a backup, on either engine, and declare the gap')
    .argument('<file>', 'the backup')
    .option(
      '--witnessed <head>',
      'a head noted outside the register, SEQUENCE:HASH: the backup must agree with it',
      head,
    )
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (file: string, options: Options) => {
      const installation = installationOf(terminal, options.data);
      checkFolder(installation);
      await refuseInUse(installation, options.data);
      makeFolder(installation);
      const lock = lockFolder(installation.folder);
      try {
        await run(terminal, installation, resolve(terminal.cwd, file), options);
      } finally {
        lock.release();
      }
    });
}

async function run(terminal: Terminal, installation: Installation, file: string, options: Options): Promise<void> {
  const { witnessed } = options;
  const now = systemClock();
  let gap: DeclaredGap | undefined;
  const backup = await restoreRegister({
    url: installation.registerUrl,
    file,
    scratch: join(installation.folder, '.restoring.sqlite'),
    clock: systemClock,
    projections,
    check: async (proved) => void (await compareWitnessed(proved, witnessed)),
    also: async (tx, proved) => {
      gap = await declareGap(tx, proved, { file, witnessed, actor: typist() }, now);
    },
  }).catch((error) => {
    throw error instanceof Contradicted ? new Refusal(error.message, exit.refused) : error;
  });
  const register = await openInstalled(installation);
  const proof = await register.verify().finally(() => register.close());
  if (!proof.ok) throw new Refusal(`Restored, but broken in ${proof.broken} places: dutybound verify says where.`);
  const { sequence, hash } = backup;
  const said = { file, backup: { sequence, hash }, ...gap, events: proof.events, head: proof.head, verified: true };
  if (options.json) return terminal.out(JSON.stringify(said));
  tell(terminal, said, witnessed);
}

function tell(
  terminal: Terminal,
  said: Partial<DeclaredGap> & { events: number },
  witnessed: Witnessed | undefined,
): void {
  const { zone = 'UTC' } = said;
  const time = (at: string | undefined) => (at ? localTime(zone, at) : 'unknown');
  terminal.out(`Restored, and proved intact: ${counted(said.events, 'event', 'events')}.`);
  terminal.out(
    `Gap: ${time(said.from)} to ${time(said.until)} (${zone}). It stands in the record, and the lead is told once.`,
  );
  if (witnessed && said.lost)
    terminal.out(
      `At least ${counted(said.lost, 'event is', 'events are')} lost: the head that you noted is so far ahead of this backup.`,
    );
  else if (witnessed) terminal.out('The backup holds the head that you noted.');
  terminal.out(
    'Read again from the tickets: whatever people did there. Lost: what was entered at the command line meanwhile.',
  );
  terminal.out('Next: dutybound preview (was a newer programme applied?), then up.');
}

/** @throws Refusal where a register is in use: nothing is ever overwritten. */
async function refuseInUse(installation: Installation, data: string): Promise<void> {
  const running = findEngine(installation);
  if (running) throw new Refusal(`dutybound up runs (pid ${running.pid}). Stop it first; nothing was changed.`);
  const file = /^sqlite:(.+)$/.exec(installation.registerUrl)?.[1];
  if (file !== undefined && !existsSync(file)) {
    // What was written last may stand in it alone.
    if (!existsSync(`${file}-wal`)) return;
    throw new Refusal(
      `${file}-wal belongs to the register that was there. Move it to where you moved that one, and run restore again.`,
    );
  }
  try {
    const register = await openInstalled(installation);
    const { sequence } = await register.head().finally(() => register.close());
    if (sequence === 0) return;
  } catch (error) {
    // Killed while it was made, it is no register yet; somebody else's database is refused when it is to be filled.
    if (error instanceof RegisterError && ['missing', 'not-a-register'].includes(error.fault)) return;
    throw error;
  }
  const [place, away] =
    file === undefined
      ? ['the database', 'name another schema, or drop that one when its evidence is kept']
      : [data, `move ${file} and the files beside it away, as evidence`];
  throw new Refusal(
    `${place} has a register already; it was not touched. To put the backup in its place, ${away}, and run restore again.`,
  );
}

function head(text: string): Witnessed {
  const [, sequence, hash] = /^([1-9]\d*):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence && hash) return { sequence: Number(sequence), hash };
  throw new InvalidArgumentError(
    'Allowed: SEQUENCE:HASH, as backup and verify print them: a number, a colon, 64 hex digits.',
  );
}
