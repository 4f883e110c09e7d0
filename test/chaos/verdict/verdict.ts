import type { Facts, Verdict } from './facts.ts';
import { gradeDifferences } from './grades.ts';
import { noticesOnce } from './notices.ts';
import { differences, ledgerRight } from './tasks.ts';
import { ticketsOnce } from './tickets.ts';

/** @returns what is lost, doubled, or wrong. */
export function judge(facts: Facts): Verdict {
  const wrong = facts.expectations.flatMap((each) => [...differences(facts, each), ...gradeDifferences(facts, each)]);
  const rest: Verdict = { lost: outboxLeft(facts), doubled: [], wrong };
  const all = [ticketsOnce(facts), noticesOnce(facts), ledgerRight(facts), rest];
  return {
    lost: all.flatMap((v) => v.lost),
    doubled: all.flatMap((v) => v.doubled),
    wrong: all.flatMap((v) => v.wrong),
  };
}

/** @returns whether nothing is amiss. */
export function isClean({ lost, doubled, wrong }: Verdict): boolean {
  return lost.length + doubled.length + wrong.length === 0;
}

/** @returns what has not gone out although it should; what waits for a weekly digest may. */
function outboxLeft({ effects }: Facts): string[] {
  const waiting = effects.filter((e) => ['pending', 'leased', 'failed'].includes(e.state) && e.tracker !== 'digest');
  return waiting.map(
    (e) => `not delivered: ${e.key} (${e.state}, ${e.attempts} attempts, ${e.lastError ?? 'no error'})`,
  );
}
