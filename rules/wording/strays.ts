import type { NoticeText } from './notice.ts';

const MOST_NAMED = 20;

/** @returns what the leads are told of open tickets that no record claims after a restore. */
export function straysNotice(strays: { number: string; display: string; url: string }[]): NoticeText {
  const many = strays.length === 1 ? '1 ticket is' : `${strays.length} tickets are`;
  const more = strays.length - MOST_NAMED;
  return {
    subject: `${many} known to no record any more`,
    lines: [
      'These were opened by the engine in a time that the register has forgotten, and no record has claimed them. They are left alone:',
      ...strays.slice(0, MOST_NAMED).map((s) => `${s.number} (${s.display}) ${s.url}`),
      ...(more > 0 ? [`and ${more} more: dutybound status --all`] : []),
      'Enter anew what they stand for, such as a nonconformity (dutybound nc raise), or close them with a word why.',
    ],
  };
}
