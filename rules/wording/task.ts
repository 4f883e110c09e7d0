import { dateAt } from '../calendar/local-day.ts';
import { textOf } from '../event.ts';
import { isSigned } from '../management-review/people.ts';
import { leads, nameOf, type Organisation } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Gathered, MissingItem } from '../task/evidence.ts';
import { latenessOf } from '../task/lateness.ts';
import { nextOpening } from '../task/next-opening.ts';
import type { TaskState } from '../task/state.ts';
import type { Inline, Message, Paragraph } from '../ticket.ts';
import type { Deadline, Instant } from '../time.ts';
import { spoken } from './cadence.ts';
import type { NoticeText } from './notice.ts';
import {
  asSubject,
  cap,
  day,
  dayAt,
  dayBeside,
  endOf,
  firstName,
  givenBy,
  listed,
  mentions,
  quoted,
  spelled,
  whatIsAsked,
} from './phrases.ts';

/** @returns `Reopened, because one thing is missing: …` (domain: texts); of the word `done`, `Not handed in yet, because …`. */
export function missingEvidence(state: TaskState, gathered: Gathered, wasClosed: boolean): Message {
  const { missing } = gathered;
  const count = missing.length === 1 ? 'one thing is' : `${spelled(missing.length)} things are`;
  const text: Paragraph = [`${wasClosed ? 'Reopened' : 'Not handed in yet'}, because ${count} missing: `];
  missing.forEach((m, i) => {
    text.push(...(i > 0 ? ['; ' as Inline] : []), { strong: m.item.id }, ', ', ...whatFor(m));
  });
  text.push('. ', ...inHand(state, missing), ...howToComplete(missing), ...howItEnds(missing, wasClosed), '.');
  if (gathered.ambiguous.length > 0)
    text.push(
      ' It is not clear what ',
      { quoted: listed(gathered.ambiguous) },
      ' is for: name the item in the comment.',
    );
  return [text];
}

/** An item of a word's own is given by it; “none needed” is offered only where the item's own text does. */
function howToComplete(missing: MissingItem[]): Paragraph {
  const first = missing.find((m) => m.why !== 'not-kept');
  if (!first) return [{ idiom: 'Hand in what can be kept' }];
  if (first.item.counted) return ['It hands itself in once enough is done: nobody has to close it'];
  const command = givenBy(first.item);
  if (command) return ['Comment ', { command }];
  const invited = !first.item.file && /none needed/i.test(textOf(first.item.text));
  const rest = invited ? 'none needed, because …' : 'LINK';
  return ['Attach a file or link, or comment ', { command: `evidence ${first.item.id} ${rest}` }];
}

function howItEnds(missing: MissingItem[], wasClosed: boolean): Paragraph {
  if (missing.some(({ item }) => item.counted)) return [];
  return wasClosed ? [', and ', { idiom: 'close again' }] : [', then write ', { command: 'done' }, ' again'];
}

function whatFor({ why, item }: MissingItem): Paragraph {
  const text = whatIsAsked(item, { text: textOf(item.text).split(/; |, or ["“]/)[0] ?? '' });
  if (why === 'empty') return [...text, ' (the file is empty)'];
  const { maxAge } = item;
  if (why === 'stale' && maxAge) return [...text, ` (what was handed in is older than ${spoken(maxAge)})`];
  if (why === 'outsider') return [...text, ' (what somebody outside the programme attached does not count)'];
  if (why === 'not-kept') return [...text, ' (', { idiom: 'a link is not enough' }, ')'];
  return text;
}

function inHand(state: TaskState, missing: MissingItem[]): Paragraph {
  const there = state.terms.evidence.filter((e) => !missing.some((m) => m.item.id === e.id)).map((e) => e.id);
  if (there.length === 0) return [];
  return [`${listed(there)} ${there.length === 1 ? 'is' : 'are'} in. `];
}

/** The third refusal goes to the lead. */
export function helpNeeded(state: TaskState, org: Organisation, missing: MissingItem[]): Message {
  const what = listed(missing.map((m) => m.item.id));
  const who = nameOf(org, state.assignee);
  return [
    [
      ...mentions(org, state.terms.tracker, leads(org), state.assignee),
      `This was closed three times without ${what}. ${who} may need help: what would count?`,
    ],
  ];
}

/** @returns the one reply to somebody outside the programme who closed a ticket, of which their tracker tells them (contact rule 6). */
export function strangerClosed(state: TaskState, org: Organisation): Message {
  const who = nameOf(org, state.assignee);
  return [
    [
      `Reopened: whoever closed this is not in the programme, so the close does not count. ${who} closes it once it is done.`,
    ],
  ];
}

/** @param told those who may judge it. @returns `@mara-lindt Sam Okoro handed this in on 14 April, on time, with three items. …`. */
export function pleaseVerify(state: TaskState, org: Organisation, told: PersonId[]): Message {
  const { submission, verification, due, terms } = state;
  if (!submission || !verification) return [];
  const n = submission.items.length;
  const signed = isSigned(state);
  const items = n === 0 || signed ? '' : `, with ${spelled(n)} ${n === 1 ? 'item' : 'items'}`;
  const when = `${dayAt(org, submission.at, due)}, ${latenessOf(state, org, submission.at)}`;
  const counted = terms.whole && submission.items.find((e) => e.says?.done !== undefined);
  const what = counted
    ? [{ quoted: textOf(counted.name) }, ` on ${when}. Is it right? `]
    : [
        `${nameOf(org, submission.by)} handed this in on ${when}${items}. ${signed ? 'Are the minutes right?' : 'Is it right?'} `,
      ];
  return [
    [
      ...mentions(org, terms.tracker, told, state.assignee),
      ...what,
      { command: signed ? 'sign' : 'accept' },
      ' or ',
      { command: 'reject because …' },
      `, by ${day(org, verification.due)}.`,
    ],
  ];
}

/** @returns `Verified by Mara Lindt on 15 April, on time. Three items are recorded. The next one opens on 1 July. Thank you, Sam.`. */
export function verifiedComment(state: TaskState, org: Organisation): Message {
  const { submission, verified, due } = state;
  if (!submission || !verified) return [];
  const n = submission.items.length;
  const items = n === 0 ? '' : n === 1 ? ' One item is recorded.' : ` ${cap(spelled(n))} items are recorded.`;
  const self = verified.self ? ' They did the work themselves, which the programme allows here.' : '';
  const when = `${dayAt(org, verified.at, due)}, ${latenessOf(state, org, submission.at)}`;
  const thanks = `Thank you, ${firstName(org, submission.by)}.`;
  return [[`Verified by ${nameOf(org, verified.by)} on ${when}.${self}${items}${nextOne(state, org)} ${thanks}`]];
}

/**
 * @returns ` The next one opens on 1 July.`, or where that day has come `opened`; empty where none is planned, or no longer as it was.
 */
export function nextOne({ terms, endedAt }: TaskState, org: Organisation): string {
  const at = nextOpening(terms, org);
  if (!at) return '';
  const date = terms.due.date && dateAt(org.programme.zone, at);
  const next: Deadline = date ? { at, date } : { at };
  const isOpen = (endedAt !== undefined && at <= endedAt) || (date && org.today && date <= org.today);
  return ` The next one ${isOpen ? 'opened' : 'opens'} on ${dayBeside(org, next, terms.due)}.`;
}

/** @returns `Mara Lindt did not accept this: "…". Please complete it and close again. Still due on 16 April.`. */
export function rejectedComment(state: TaskState, org: Organisation, now: Instant): Message {
  const last = state.rejections.at(-1);
  if (!last) return [];
  const revived = state.revivals?.at(-1)?.at === last.at;
  const due = revived ? `Now due on ${day(org, state.due)}.` : stillDue(state, org, now);
  return [
    [
      `${nameOf(org, last.by)} did not accept this: `,
      quoted(last.reason),
      '. Please complete it and ',
      { idiom: 'close again' },
      `. ${due}`,
    ],
  ];
}

/** @returns the comment that a missed task gets, naming what follows it up. */
export function missedComment(
  state: TaskState,
  org: Organisation,
  followUp: { display: string; number: string; url: string },
): Message {
  const since = missedSince(state, org);
  const then = state.stage === 'open' ? ' It still has to be done here.' : '';
  return [
    [
      `This was due on ${day(org, state.due)} and counts as missed${since}. ${followUp.display} (`,
      { link: followUp.number, href: followUp.url },
      `) follows it up.${then}`,
    ],
  ];
}

/**
 * @param followUp the nonconformity that its occurrence has already, by display id.
 * @returns what top management is told of an audit or a management review that was missed.
 */
export function missedNotice(state: TaskState, org: Organisation, followUp: string | undefined): NoticeText {
  const title = textOf(state.terms.title);
  const follows = followUp
    ? `${followUp}, raised before, follows this up, too`
    : `a ${state.terms.missedGrade} nonconformity with a plan and a deadline of its own`;
  return {
    subject: `Missed: ${title}`,
    lines: [
      `${asSubject(title)} was due on ${day(org, state.due)} and counts as missed${missedSince(state, org)}. ${nameOf(org, state.assignee)} ${isSigned(state) ? 'chairs' : 'does'} it.`,
      `What follows: ${follows}. It still has to be done.`,
      'From you: see that there are people and time for it.',
      'Next word from us: when its nonconformity needs you.',
      state.thread.ref?.url ?? '',
    ],
  };
}

/** @returns ` since the end of 30 April`, or the day of the rejection after it that made it missed. */
function missedSince({ missed, hardLimit, due }: TaskState, org: Organisation): string {
  if (!missed) return '';
  const atLimit = hardLimit && missed.at === hardLimit.at;
  return ` since ${atLimit ? endOf(org, hardLimit) : dayAt(org, missed.at, due)}`;
}

/** @returns what the lead is told of a deadline that passed while the ticket could not be read. */
export function unreadNotice(state: TaskState, org: Organisation): NoticeText {
  const limit = endOf(org, state.hardLimit ?? state.due);
  const where = state.thread.ref ? `${state.thread.ref.number} ${state.thread.ref.url}` : 'no ticket yet';
  return {
    subject: `Deadline passed, unread: ${textOf(state.terms.title)}`,
    lines: [
      `${textOf(state.terms.title)} (${state.terms.display}, ${where}) was to be done by ${limit}. Its ticket could not be read since, so nobody knows whether it was.`,
      'No verdict is given before it is read. Run dutybound doctor to see what the tracker refuses.',
    ],
  };
}

/** @returns `Still due on 16 April.`; once that has passed, `It was due on 16 April.`. */
export function stillDue(state: TaskState, org: Organisation, now: Instant): string {
  return `${now < state.due.at ? 'Still' : 'It was'} due on ${day(org, state.due)}.`;
}
