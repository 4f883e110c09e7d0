import { setTimeout as pause } from 'node:timers/promises';
import type { Register } from '../../../register/register.ts';
import { PLANNER_MS } from '../programme.ts';

/** How soon the engine was back at work. */
export interface Stepped {
  /** Records whose time had passed when the last fault was lifted. */
  overdue: number;
  /** Rounds of the planner that came in time until each of them had stepped; infinite if one never did. */
  rounds: number;
  seconds: number;
}

const POLL_MS = 200;
const LONGEST_MS = 240_000;
const MOST = 1_000;
/**
 * What a killed or frozen worker had under way comes again after its heartbeat (10 s) and the pause between two attempts (20 s at most). The
 * planner's default interval is beyond these; here it is shorter.
 */
const UNDER_WAY_MS = 30_000;
const ROUNDS = 3 + UNDER_WAY_MS / PLANNER_MS;
/** A round that comes later shows a machine too busy to tell anything by: what it lasts is not the engine's. */
const IN_TIME_MS = 2 * PLANNER_MS;

/**
 * Follows every record whose time to step had passed at `lifted`, until each has stepped again: a step writes a new `wake_at`.
 * The time is counted in rounds of the planner, by its own ticks.
 */
export async function stepAgain(register: Register, lifted: string): Promise<Stepped> {
  const begun = performance.now();
  const overdue = (await register.due(lifted, MOST)).length;
  let tick = await register.lastTick();
  let rounds = 0;
  for (;;) {
    const left = await register.due(lifted, MOST);
    const latest = await register.lastTick();
    if (latest !== tick && Date.parse(latest ?? '') - Date.parse(tick ?? '') <= IN_TIME_MS) rounds++;
    tick = latest;
    const seconds = (performance.now() - begun) / 1000;
    if (left.length === 0 || seconds * 1000 > LONGEST_MS) {
      return { overdue, rounds: left.length === 0 ? rounds : Number.POSITIVE_INFINITY, seconds };
    }
    await pause(POLL_MS);
  }
}

/** @returns what is amiss: three intervals of the planner have to do, beside the time-outs of what was under way. */
export function tooLate({ rounds, overdue }: Stepped): string[] {
  if (rounds <= ROUNDS) return [];
  return [
    `of ${overdue} records whose time had passed, not all stepped again within ${ROUNDS} rounds of the planner (${rounds})`,
  ];
}
