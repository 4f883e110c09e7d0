import type { Check } from './check.ts';
import type { Facts } from './facts.ts';
import { gradesRight } from './grades.ts';
import { ledgerComplete } from './ledger.ts';
import { crashSurvived, untouched } from './outbox.ts';
import { authorityKept, evidenceAsked, topTold } from './people.ts';
import { commentsOnce, ticketsOnce } from './tickets.ts';

/** @returns what holds and what does not. */
export function checkAll(facts: Facts): Check[] {
  return [
    ticketsOnce(facts),
    commentsOnce(facts),
    ledgerComplete(facts),
    evidenceAsked(facts),
    authorityKept(facts),
    gradesRight(facts),
    topTold(facts),
    crashSurvived(facts),
    untouched(facts),
  ];
}
