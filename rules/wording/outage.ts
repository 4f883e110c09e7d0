import type { Breaker } from '../breaker.ts';

/** @returns what the leads are told when a tracker cannot be used. */
export function outageNotice(tracker: string, { since, why }: Pick<Breaker, 'since' | 'why'>) {
  return {
    subject: `Tracker ${tracker} cannot be used`,
    lines: [
      `The tracker ${tracker} cannot be used since ${since}: ${why}`,
      'Tickets are neither opened nor read meanwhile; nothing is lost, and no verdict is given on what cannot be read.',
      'Next: dutybound doctor says what is lacking.',
    ],
  };
}
