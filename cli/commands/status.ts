import { Command } from 'commander';
import { currentProgramme } from '../../activities/organisation.ts';
import { statusOf } from '../../activities/status.ts';
import { pulseOf } from '../../activities/watch.ts';
import { systemClock } from '../../workers/installation.ts';
import { isRunning } from '../engine.ts';
import { installationOf, shared, withRegister } from '../options.ts';
import { statusText } from '../status-text.ts';
import { exit, type Terminal } from '../terminal.ts';

interface Options {
  data: string;
  json?: boolean;
  exitCode?: boolean;
  all?: boolean;
}

/** `status`: what needs somebody, what is late or blocked, the year, the engine. */
export function status(terminal: Terminal): Command {
  return new Command('status')
    .description('how things stand: what needs you, what is late, what is blocked')
    .addOption(shared.data())
    .option('--all', 'list every open ticket, and every line of what is summed up')
    .addOption(shared.json())
    .addOption(shared.exitCode())
    .action(async (options: Options) => {
      const { found, people, ticks } = await withRegister(terminal, options.data, async (register) => {
        const now = systemClock();
        const current = await currentProgramme(register);
        return {
          found: await statusOf(register, now),
          people: current?.programme.people ?? [],
          ticks:
            current !== undefined &&
            (await register.lastTick()) !== undefined &&
            !(await pulseOf(register, current, now)).silent,
        };
      });
      const running = isRunning(installationOf(terminal, options.data), ticks);
      const nameOf = (id: string) => people.find((p) => p.id === id)?.name ?? id;
      if (options.json) terminal.out(JSON.stringify({ ...found, engine: { ...found.engine, running } }, null, 2));
      else terminal.out(statusText(found, { nameOf, running, all: options.all === true }));
      const { needsYou, late, blocked, engine } = found;
      const attention = [needsYou, late, blocked, engine.failed, engine.outages].some((list) => list.length > 0);
      if (options.exitCode && attention) terminal.end(exit.pending);
    });
}
