import type { NewEvent } from '../rules/event.ts';
import type { Instant } from '../rules/time.ts';
import { emptyBlob, type Sealed, storeBytes } from './blobs.ts';
import { forgetBreaker, reviveEffects, writeBreaker } from './breakers.ts';
import { spendWrites } from './budget.ts';
import { raiseNumber, takeNumbers } from './counters.ts';
import { addEffects, cancelEffects, postponeEffects, ruleOutEffect } from './effects.ts';
import { type Projection, project } from './fold.ts';
import { writeUnannounced } from './hooks.ts';
import { finishEffect, redriveEffects, releaseEffect } from './leases.ts';
import { appendEvent, expectVersion, type Head, type LoggedEvent, moveHead } from './log.ts';
import { addProgramme, reviseProgramme } from './programmes.ts';
import { readsOf } from './reads.ts';
import { setHints } from './records.ts';
import { scrub } from './redaction/scrub.ts';
import type { Tx } from './register.ts';
import type { Db } from './schema.ts';
import { dropStray, writeStrays } from './strays.ts';
import { writeTick } from './ticks.ts';
import { writeAccounts, writeSeen, writeSwept, writeWatermark } from './trackers.ts';
import { blobsIn } from './words.ts';

/** What a transaction needs besides its connection. */
export interface Means {
  clock: () => Instant;
  salt: () => string;
  projections: readonly Projection<unknown>[];
}

/** @returns the verbs of one transaction that holds the lock of `head`. */
export function transactionOf(db: Db, head: Head, { clock, salt, projections }: Means): Tx {
  let end = head;
  const append = async (events: NewEvent[], given: Sealed[] = []) => {
    const named = new Set(given.length > 0 ? events.flatMap((event) => blobsIn(event.body)) : []);
    for (const sealed of given) if (named.has(sealed.hash)) await storeBytes(db, sealed);
    const logged: LoggedEvent[] = [];
    try {
      for (const event of events) {
        const one = await appendEvent(db, end, event, clock(), salt);
        end = { sequence: one.sequence, hash: one.hash };
        await project(db, projections, one);
        logged.push(one);
      }
    } catch (error) {
      // Whoever goes on after a duplicate commits the events before it: the head must stand behind them.
      await moveHead(db, end).catch(() => {});
      throw error;
    }
    await moveHead(db, end);
    return logged;
  };
  return {
    ...readsOf(db),
    append,
    expect: (stream, version) => expectVersion(db, stream, version),
    redact: async (hash, { actor, at, because }) => {
      await scrub(db, hash);
      await emptyBlob(db, hash);
      const body = { redacted: hash, because: { text: because } };
      await append([{ stream: 'engine', kind: 'redacted', actor, at, body }]);
    },
    addEffects: (effects) => addEffects(db, effects, clock()),
    cancelEffects: (record, filter) => cancelEffects(db, record, filter ?? {}, clock()),
    postponeEffects: (keys, until) => postponeEffects(db, keys, until, clock()),
    finishEffect: (key, result) => finishEffect(db, key, result, clock()),
    releaseEffect: (lease, outcome) => releaseEffect(db, lease, outcome),
    redriveEffects: (of) => redriveEffects(db, of, clock()),
    ruleOutEffect: (key) => ruleOutEffect(db, key, clock()),
    hint: (table, key, hints) => setHints(db, { table, key }, hints),
    nextCount: (name) => takeNumbers(db, name, 1),
    raiseCount: (name, least) => raiseNumber(db, name, least),
    putStrays: (strays) => writeStrays(db, strays),
    dropStray: (stray) => dropStray(db, stray),
    addProgramme: (programme) => addProgramme(db, programme),
    reviseProgramme: (version, programme, state) => reviseProgramme(db, version, programme, state),
    putAccounts: (accounts) => writeAccounts(db, accounts),
    setWatermark: (tracker, watermark) => writeWatermark(db, tracker, watermark),
    setBreaker: (tracker, breaker) => writeBreaker(db, tracker, breaker),
    forgetBreaker: (tracker) => forgetBreaker(db, tracker),
    reviveEffects: (tracker, opener) => reviveEffects(db, tracker, opener, clock()),
    spendWrites: (id, n) => spendWrites(db, id, n, clock()),
    setSwept: (tracker, at) => writeSwept(db, tracker, at),
    tick: (now) => writeTick(db, now),
    markSeen: (tracker, tickets) => writeSeen(db, tracker, tickets),
    setUnannounced: (tracker, found) => writeUnannounced(db, tracker, found),
  };
}
