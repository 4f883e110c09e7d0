import type { StoredEffect } from '../../register/effects.ts';
import type { RecordName } from '../../register/records.ts';
import type { Register } from '../../register/register.ts';
import { ENGINE_RECORD } from '../engine-record.ts';

const MOST = 10_000;

/** What was put back into the outbox. */
export interface Redriven {
  /** Keys of the records that it is of; the engine's own messages have `engine`. */
  keys: string[];
  /** The records to be woken. */
  records: RecordName[];
  /** Trackers and channels at which it waits. */
  lanes: string[];
  effects: number;
}

/** @returns keys of the records that have writes which failed, or wait to be tried again, in order of creation; the engine's own among them. */
export async function stuckRecords(register: Register): Promise<string[]> {
  return [...new Set((await stuck(register)).map((e) => e.record))];
}

/** Has the writes of these records tried again now, whatever they wait for after a failure. */
export async function redrive(register: Register, keys: string[]): Promise<Redriven> {
  const again = (await stuck(register)).filter((e) => keys.includes(e.record));
  const effects = await register.write(async (tx) => {
    let sum = 0;
    for (const record of keys) sum += await tx.redriveEffects({ record });
    return sum;
  });
  const found = await Promise.all(keys.filter((key) => key !== ENGINE_RECORD).map((key) => register.resolve(key)));
  const records = found.filter((name) => name !== undefined);
  return { keys, records, lanes: [...new Set(again.map((e) => e.tracker))], effects };
}

async function stuck(register: Register): Promise<StoredEffect[]> {
  return register.effects({ states: ['failed', 'pending'], unsuccessful: true }, MOST);
}
