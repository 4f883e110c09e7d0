import type { Register } from '../../../register/register.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import type { Expectation } from '../expectation.ts';
import { type Facts, factsOf, type Verdict } from './facts.ts';
import { gradeDifferences } from './grades.ts';
import { noticesOnce } from './notices.ts';
import { differences, ledgerRight } from './tasks.ts';
import { ticketsOnce } from './tickets.ts';

/** What a verdict is given on. */
export interface Case {
  register: Register;
  sandbox: Sandbox;
  expectations: Expectation[];
  /** When the programme began, epoch ms. */
  begin: number;
  /** How far the tracker's clock was ahead when it created a ticket, ms, by the ticket's id. */
  aheadAt: (ticketId: string) => number;
}

/** Looks at everything as it stands now. */
export async function judge({ register, sandbox, expectations, begin, aheadAt }: Case): Promise<Verdict> {
  const facts = await factsOf(register, sandbox, expectations);
  const now = Math.min(Date.now(), sandbox.clock.now());
  const wrong = expectations.flatMap((each) => [...differences(facts, each), ...gradeDifferences(facts, each, now)]);
  return together([
    ticketsOnce(facts),
    noticesOnce(facts),
    ledgerRight(facts, begin, aheadAt),
    { lost: outboxLeft(facts), doubled: [], wrong },
  ]);
}

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

function together(verdicts: Verdict[]): Verdict {
  return {
    lost: verdicts.flatMap((v) => v.lost),
    doubled: verdicts.flatMap((v) => v.doubled),
    wrong: verdicts.flatMap((v) => v.wrong),
  };
}
