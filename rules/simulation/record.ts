import { amount } from '../wording/phrases.ts';
import { type Invariant, invariant, type Life } from './life.ts';

/** The log verifies: chain, kept files, tables. */
export function logVerifies({ events, broken }: Life): Invariant {
  return invariant('the log verifies', amount(events.length, 'event'), broken);
}

/** Rebuilding from the log gives the same tables. */
export function rebuildingChangesNothing({ tasks, occurrences, found, differing }: Life): Invariant {
  const records = tasks.length + occurrences.length + found.length;
  return invariant('rebuilding gives the same tables', amount(records, 'record'), differing);
}
