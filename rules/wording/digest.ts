import { dayOf } from '../calendar/deadline.ts';
import { dateAt, daysBetween } from '../calendar/local-day.ts';
import { weekdayDate } from '../calendar/show.ts';
import type { ChaseLine } from '../effect.ts';
import { byText } from '../order.ts';
import { type Organisation, typed } from '../organisation.ts';
import type { Deadline, Instant } from '../time.ts';
import type { NoticeText } from './notice.ts';
import { amount, cap, day } from './phrases.ts';

/** What stands in a week's message: its subject and its lines. */
interface WeekNotice {
  subject: string;
  lines: string[];
  chase?: ChaseLine;
}

/** One ticket in a digest: what chases, or a piece of news in its own words. */
export type DigestItem = ChaseLine | { news: string };

const FEWER =
  'To get fewer of these: hand in what is due, change the assignee of what is not yours, or ask in the ticket for more time: ';

/** @returns the day's message to one person: `3 things wait for you, the first by Friday`, a line for each, how to get fewer. */
export function dayDigest(org: Organisation, items: DigestItem[], now: Instant): NoticeText {
  const chases = items.filter((item): item is ChaseLine => 'due' in item).sort(byText(({ due }) => due.at));
  const news = items.flatMap((item) => ('news' in item ? [item.news] : []));
  const [first] = chases;
  const lines = [...chases.map(({ line, url }) => `${line} ${url}`.trim()), ...news];
  if (!first) return { subject: `${amount(items.length, 'thing')} to know`, lines };
  const wait = `${amount(chases.length, 'thing')} ${chases.length === 1 ? 'waits' : 'wait'} for you`;
  const which = chases.length === 1 ? '' : 'the first ';
  return {
    subject: `${wait}, ${which}${when(org, first.due, now)}`,
    lines: [...lines, `${FEWER}${typed(org, 'extend DATE because …')}`],
  };
}

/** @returns `by Friday`; from a week on `by 16 April`; `today`, or `late`. */
function when(org: Organisation, due: Deadline, now: Instant): string {
  if (now >= due.at) return 'late';
  if (due.date === undefined) return `by ${day(org, due)}`;
  const { zone } = org.programme;
  const ahead = daysBetween(dateAt(zone, now), dayOf(zone, due));
  if (ahead === 0) return 'today';
  return `by ${ahead < 7 ? weekdayDate(due.date).split(',')[0] : day(org, due)}`;
}

/** @returns the week's message to top management: `Nothing needs you this week; 3 things to know`. */
export function weekDigest(notices: WeekNotice[]): NoticeText {
  const own = notices.filter(({ chase }) => chase?.own).length;
  const needs = own === 0 ? 'nothing needs' : `${amount(own, 'thing')} ${own === 1 ? 'needs' : 'need'}`;
  const others = notices.length - own;
  const toKnow = others === 0 ? '' : `; ${amount(others, 'thing')} to know`;
  return {
    subject: `${cap(needs)} you this week${toKnow}`,
    lines: notices.flatMap((n) => [n.subject, ...n.lines.filter((line) => line !== '')]),
  };
}
