import type { Facts, Verdict } from './facts.ts';
import { gradeDifferences } from './grades.ts';
import { noticesOnce } from './notices.ts';
import { differences, ledgerRight } from './tasks.ts';
import { ticketsOnce } from './tickets.ts';

/** Longer than any pause after a failure, ms. */
const LATER_MS = 600_000;

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

/** @returns what has not gone out although it should; a notice that is put off, to a later digest or another day, may wait. */
function outboxLeft({ effects, now }: Facts): string[] {
  const putOff = (e: Facts['effects'][number]) =>
    e.kind === 'notice' && e.state === 'pending' && Date.parse(e.notBefore) > now + LATER_MS;
  const waiting = effects.filter((e) => ['pending', 'leased', 'failed'].includes(e.state) && !putOff(e));
  return waiting.map(
    (e) => `not delivered: ${e.key} (${e.state}, ${e.attempts} attempts, ${e.lastError ?? 'no error'})`,
  );
}
