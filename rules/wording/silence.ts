import { localTime } from '../calendar/show.ts';
import type { Instant } from '../time.ts';
import type { NoticeText } from './notice.ts';

/** What the lead is told when nothing goes round (docs/architecture.md, "Planner"). */
export interface SilenceNews {
  organisation: string;
  /** Of the organisation. */
  zone: string;
  /** When something last went round. */
  since: Instant;
  /** The next deadline of an open record, if it is known and there is one. */
  deadline?: Instant;
}

/** @returns the notice that nothing goes round. */
export function silenceNotice({ organisation, zone, since, deadline }: SilenceNews): NoticeText {
  const next = deadline
    ? [
        `The next deadline of an open ticket is ${localTime(zone, deadline)}; what people do in tickets meanwhile counts from when they did it.`,
      ]
    : [];
  return {
    subject: 'Duties are not followed at present',
    lines: [
      `Nothing has gone round at ${organisation} since ${localTime(zone, since)}: tickets are neither opened, chased, nor judged. Nothing is lost; it is made up for once it runs again.`,
      ...next,
      'Next: tell whoever operates dutybound. The command dutybound doctor says what is lacking.',
    ],
  };
}
