import { Command } from 'commander';
import { redrive as again, stuckRecords } from '../../activities/delivery/redrive.ts';
import type { Register } from '../../register/register.ts';
import { tellRunning } from '../engine.ts';
import { shared, withRegister } from '../options.ts';
import { counted, Refusal, type Terminal } from '../terminal.ts';

/** `redrive [KEY]`: has what a tracker or mail server refused tried again now, after the cause was mended. */
export function redrive(terminal: Terminal): Command {
  return new Command('redrive')
    .description('try again now what was refused or failed: of one record, or of all')
    .argument('[key]', 'key, display id (AR-7K2), or ticket (#231, ISMS-88)')
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (key: string | undefined, options: { data: string; json?: boolean }) => {
      const { keys, records, lanes, effects } = await withRegister(terminal, options.data, async (register) =>
        again(register, key === undefined ? await stuckRecords(register) : [await named(register, key)]),
      );
      const running = await tellRunning(terminal, options.data, async (engine) => {
        await engine.wake(records);
        for (const lane of lanes) await engine.drain(lane);
      });
      if (options.json) return terminal.out(JSON.stringify({ records: keys, effects, running }));
      if (effects === 0) return terminal.out('Nothing had failed.');
      terminal.out(`${counted(effects, 'write', 'writes')} tried again${running ? '' : ' when dutybound up runs'}.`);
    });
}

async function named(register: Register, key: string): Promise<string> {
  const found = await register.resolve(key);
  if (!found) throw new Refusal(`Nothing is called ${key}. Look at dutybound status.`);
  // No run follows it: waking one would start a run that never finds its record.
  if (found.table !== 'documented') return found.key;
  throw new Refusal(
    `${key} is documented information (${found.key}), for which nothing is written: look at dutybound status.`,
  );
}
