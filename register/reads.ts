import { readBlob, redactedAmong } from './blobs.ts';
import { lastBreaker, openBreakers, readBreaker } from './breakers.ts';
import { usedWrites } from './budget.ts';
import { countEffects, listEffects } from './effects.ts';
import { byTicket, due, identities, resolve } from './find.ts';
import { readHooks } from './hooks.ts';
import { readEvents, readHead } from './log.ts';
import { latestProgramme, programmeAt, programmeHistory } from './programmes.ts';
import { allPages, load, loadWhere, openRecords, rows, unread } from './records.ts';
import { copiesOf, eventsNaming, hashesLike, holding } from './redaction/holding.ts';
import type { Reads } from './register.ts';
import type { Db } from './schema.ts';
import { readStrays } from './strays.ts';
import { readTick } from './ticks.ts';
import { readAccounts, readSeen, readSwept, readWatermark } from './trackers.ts';
import { dueOutboxes, heldUntil } from './waiting.ts';

/** @returns all reads over one connection or transaction. */
export function readsOf(db: Db): Reads {
  return {
    load: (table, key) => load(db, table, key),
    rows: (table, where, page) => rows(db, table, where, page),
    loadRows: (table, where, page) => loadWhere(db, table, where, page),
    tasksOf: <S>(parent: string) => tasksOf<S>(db, parent),
    openRecords: () => openRecords(db),
    unread: (tracker, before, alone, limit) => unread(db, tracker, before, alone, limit),
    resolve: (name) => resolve(db, name),
    byTicket: (tracker, ticketId) => byTicket(db, tracker, ticketId),
    due: (now, limit, after) => due(db, now, limit, after),
    identities: () => identities(db),
    events: (query) => readEvents(db, query),
    head: () => readHead(db),
    blob: (hash) => readBlob(db, hash),
    hashesLike: (prefix) => hashesLike(db, prefix),
    eventsNaming: (hash) => eventsNaming(db, hash),
    copies: (hash) => copiesOf(db, hash),
    holding: (text) => holding(db, text),
    redacted: (hashes) => redactedAmong(db, hashes),
    effects: (filter, limit) => listEffects(db, filter, limit),
    effectCounts: () => countEffects(db),
    latestProgramme: () => latestProgramme(db),
    programme: (version) => programmeAt(db, version),
    programmeHistory: () => programmeHistory(db),
    accounts: (tracker) => readAccounts(db, tracker),
    watermark: (tracker) => readWatermark(db, tracker),
    breaker: (tracker) => readBreaker(db, tracker),
    lastBreaker: (tracker) => lastBreaker(db, tracker),
    openBreakers: () => openBreakers(db),
    usedWrites: (tracker, now) => usedWrites(db, tracker, now),
    heldUntil: (tracker, limits, now, urgency) => heldUntil(db, tracker, limits, now, urgency),
    dueOutboxes: (now) => dueOutboxes(db, now),
    hooks: (tracker) => readHooks(db, tracker),
    swept: (tracker) => readSwept(db, tracker),
    seen: (tracker, tickets) => readSeen(db, tracker, tickets),
    lastTick: () => readTick(db),
    strays: () => readStrays(db),
  };
}

async function tasksOf<S>(db: Db, parent: string) {
  const ofOccurrence = await allPages((page) => loadWhere<S>(db, 'task', { occurrence: parent }, page));
  const ofNonconformity = await allPages((page) => loadWhere<S>(db, 'task', { nonconformity: parent }, page));
  return [...ofOccurrence, ...ofNonconformity];
}
