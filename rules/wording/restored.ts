import { localTime } from '../calendar/show.ts';
import type { Instant } from '../time.ts';
import type { NoticeText } from './notice.ts';

/** @returns what the leads are told of a restore: what is lost, and what is read again. @param zone of the organisation. */
export function restoredNotice(zone: string, from: Instant, until: Instant): NoticeText {
  return {
    subject: 'The record of duties was restored from a backup',
    lines: [
      `What was recorded between ${localTime(zone, from)} and ${localTime(zone, until)} is lost. This gap stands in the record itself.`,
      'What people did in their tickets meanwhile is read again there, and counts by the time at which they did it. No ticket is opened twice, and no comment is repeated.',
      'Lost for good: what was entered at the command line meanwhile (nonconformities raised, programmes applied, duties triggered). Enter it again. Mails may come a second time.',
      'Tickets that no record knows any more are listed to you in a second message, if there are any.',
    ],
  };
}
