import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dialect } from './dialect/dialect.ts';
import { RegisterError } from './errors.ts';
import { type Head, lockHead } from './log.ts';
import type { Db } from './schema.ts';

/** Longest wait for other processes' transactions, ms. */
const PATIENCE = 15_000;
const LONGEST_SLEEP = 40;

/** Runs one transaction at a time in this process, each under the lock of the chain's head. */
export type Writer = <T>(work: (db: Db, head: Head) => Promise<T>) => Promise<T>;

/**
 * @returns a writer over one connection. The lock is waited for without blocking the process; `work` runs at most once and is rolled
 * back if it throws. @throws RegisterError `busy` when others keep the lock, `unwritable`, `unreachable`, `duplicate`, `misuse` for a write inside a write.
 */
export function writerOf(db: Db, dialect: Dialect): Writer {
  const inside = new AsyncLocalStorage<true>();
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    if (inside.getStore()) {
      return Promise.reject(
        new RegisterError('misuse', 'a write inside a write waits for itself: use the transaction given'),
      );
    }
    const turn = last.then(() => inside.run(true, () => transaction(db, dialect, work)));
    last = turn.catch(() => undefined);
    return turn;
  };
}

async function transaction<T>(db: Db, dialect: Dialect, work: (db: Db, head: Head) => Promise<T>): Promise<T> {
  const since = performance.now();
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_SLEEP)) {
    let locked = false;
    try {
      return await db.transaction().execute(async (tx) => {
        const head = await lockHead(tx);
        locked = true;
        return work(tx, head);
      });
    } catch (error) {
      if (locked || !dialect.isBusy(error)) throw dialect.translate(error);
      if (performance.now() - since > PATIENCE) throw busy(dialect, error);
      await sleep(pause);
    }
  }
}

function busy(dialect: Dialect, error: unknown): RegisterError {
  const place = dialect.place;
  return new RegisterError(
    'busy',
    `the register at ${place} stayed locked for ${PATIENCE / 1000} s: look for a process that hangs`,
    error,
  );
}
