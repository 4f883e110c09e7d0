import type { Breaker } from '../breaker.ts';
import { localTime } from '../calendar/show.ts';
import type { NoticeText } from './notice.ts';

/** @returns what the leads are told when a tracker cannot be used. @param zone of the organisation. */
export function outageNotice(
  tracker: string,
  { since, why }: Pick<Breaker, 'since' | 'why'>,
  zone: string,
): NoticeText {
  return {
    subject: `Tracker ${tracker} cannot be used`,
    lines: [
      `The tracker ${tracker} cannot be used since ${localTime(zone, since)}: ${why}`,
      'Tickets are neither opened nor read meanwhile; nothing is lost, and no verdict is given on what cannot be read.',
      'Next: dutybound doctor says what is lacking.',
    ],
  };
}
