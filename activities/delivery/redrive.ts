import type { Effect } from '../../register/effects.ts';
import type { RecordName } from '../../register/records.ts';
import type { Register } from '../../register/register.ts';

const MOST = 10_000;

/** What was put back into the outbox, and for whom. */
export interface Redriven {
  records: RecordName[];
  effects: number;
}

/** @returns the records that have writes which failed, or wait to be tried again, in order of creation. */
export async function stuckRecords(register: Register): Promise<RecordName[]> {
  const waiting = await register.effects({ states: ['failed', 'pending'] }, MOST);
  const keys = [...new Set(waiting.filter(isStuck).map((e) => e.record))];
  const found = await Promise.all(keys.map((key) => register.resolve(key)));
  return found.filter((name) => name !== undefined);
}

/** Has the writes of these records tried again now, whatever they wait for after a failure. */
export async function redrive(register: Register, records: RecordName[]): Promise<Redriven> {
  const effects = await register.write(async (tx) => {
    let sum = 0;
    for (const { key } of records) sum += await tx.redriveEffects({ record: key });
    return sum;
  });
  return { records, effects };
}

function isStuck({ state, attempts, lastError }: Effect): boolean {
  return state === 'failed' || (attempts > 0 && lastError !== undefined);
}
