import { amount } from '../wording/phrases.ts';

/**
 * Nobody is surprised by a flood of tickets (domain, section 3).
 * @param allowed the programme's `open_at_once`, or what somebody agreed to.
 * @returns why so many do not open at once, without its full stop; undefined where they may.
 */
export function tooManyAtOnce(tickets: number, allowed: number): string | undefined {
  if (tickets <= allowed) return undefined;
  return `${amount(tickets, 'ticket')} would open at once; without consent at most ${allowed}`;
}
