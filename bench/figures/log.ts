import { fileURLToPath } from 'node:url';
import { runNode } from '../../script/story/processes.ts';
import { largeRegister } from '../population/shared.ts';
import type { Measurement, Stage } from '../stage.ts';

const CHILD = fileURLToPath(new URL('../child/log.ts', import.meta.url));
const MILLION = 1_000_000;

/** What a process that went through the whole log says. */
interface Gone {
  seconds: number;
  /** The most memory that it held, MiB. */
  peak: number;
}

/** Going through a log of a million events, in a process of its own; the floor reads each event once and hashes it. */
export const log: Measurement = {
  names: ['verify', 'rebuild'],
  async measure(stage) {
    const { path, events } = await largeRegister(stage);
    const perMillion = ({ seconds }: Gone) => (seconds * MILLION) / events;
    const floor = await through(stage, 'read', path);
    const verified = await through(stage, 'verify', path);
    const rebuilt = await through(stage, 'rebuild', path);
    return [
      { name: 'verify', value: perMillion(verified), unit: 's, 1,000,000 events', floor: perMillion(floor) },
      { name: 'verify-memory', value: verified.peak, unit: 'MiB', floor: floor.peak },
      { name: 'rebuild', value: perMillion(rebuilt), unit: 's, 1,000,000 events', floor: perMillion(floor) },
      { name: 'rebuild-memory', value: rebuilt.peak, unit: 'MiB', floor: floor.peak },
    ];
  },
};

async function through(
  { folder, signal, say }: Stage,
  what: 'read' | 'verify' | 'rebuild',
  path: string,
): Promise<Gone> {
  const { code, out, err } = await runNode([CHILD, what, path], process.env, folder, signal);
  if (code !== 0) throw new Error(`${what} ended with ${code}: ${err}`);
  const found = JSON.parse(out) as Gone;
  say(`  ${what}: ${found.seconds.toFixed(1)} s, ${found.peak.toFixed(0)} MiB`);
  return found;
}
