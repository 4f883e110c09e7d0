import { dayOf } from '../calendar/deadline.ts';
import { dateAt, daysBetween, plusDays } from '../calendar/local-day.ts';
import { type DateStyle, showDeadline } from '../calendar/show.ts';
import { clipped } from '../clipped.ts';
import { words } from '../commands.ts';
import { textOf, type Words } from '../event.ts';
import { loginOf, nameOf, namesOf, type Organisation } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Item } from '../task/state.ts';
import type { Inline, Paragraph } from '../ticket.ts';
import { type Deadline, type Instant, type LocalDate, msBetween } from '../time.ts';

/** @returns a mention of the person where they have an account, else their name. */
function mention(org: Organisation, tracker: string, person: PersonId): Inline {
  const login = loginOf(org, person, tracker);
  return login ? { mention: login } : nameOf(org, person);
}

/**
 * @returns `answer nonconformity yes or no because …`: how an item is given by its word, `how` of its form where that says it better;
 * undefined for one that files and links give.
 */
export function givenBy({ id, word, form }: Item): string | undefined {
  const how = typeof form?.how === 'string' ? form.how : undefined;
  return word && `${word} ${how ?? words[word].form.replace(/^(QUESTION|ID|INPUT)\b/, id)}`.trim();
}

/**
 * @param assignee whom the tracker tells of each comment anyway: named, and never mentioned (contact rule 6).
 * @returns mentions with a space after each: the start of a comment that asks somebody.
 */
export function mentions(org: Organisation, tracker: string, people: PersonId[], assignee?: PersonId): Paragraph {
  return people.flatMap(
    (p): Paragraph => (p === assignee ? [`${firstName(org, p)}, `] : [mention(org, tracker, p), ' ']),
  );
}

/** @returns `Priya Nair was asked`, `Ken Adeyemi and Priya Nair were asked`. */
export function wereTold(org: Organisation, people: PersonId[], told: 'asked' | 'told'): string {
  if (people.length === 0) return `nobody was ${told}`;
  return `${namesOf(org, people, 'and')} ${people.length === 1 ? 'was' : 'were'} ${told}`;
}

/** @returns the first of somebody's names. */
export function firstName(org: Organisation, person: PersonId): string {
  return nameOf(org, person).split(' ')[0] ?? person;
}

/** @returns people's own words, inert, in quotation marks. */
export function quoted(words: Words | undefined): Inline {
  return { quoted: textOf(words) };
}

/**
 * @returns the last day in time, as `16 April`; of another year than today's `16 April 2026`. The short form stands in texts that are kept up
 * to date, which a new year must not change.
 */
export function day(org: Organisation, deadline: Deadline, style: DateStyle = 'day'): string {
  const year = style === 'short' ? undefined : org.today;
  return withYearUnless(org, deadline, year, style);
}

/** @returns the day with its year where that is another than that of `beside`, or than today's: `1 January 2099`. */
export function dayBeside(org: Organisation, deadline: Deadline, beside: Deadline): string {
  const { zone } = org.programme;
  const shown = withYearUnless(org, deadline, dayOf(zone, beside), 'day');
  return shown === showDeadline(zone, deadline, 'day') ? day(org, deadline) : shown;
}

/** @returns the last day in time with its year, for what is read years later: `16 April 2027`. */
export function dayOfYear(org: Organisation, deadline: Deadline): string {
  return withYearUnless(org, deadline, '', 'day');
}

function withYearUnless(
  { programme: { zone } }: Organisation,
  deadline: Deadline,
  usual: LocalDate | undefined,
  style: DateStyle,
): string {
  const shown = showDeadline(zone, deadline, style);
  const year = deadline.date?.slice(0, 4);
  const isUsual = usual === undefined || usual.slice(0, 4) === year;
  return year === undefined || isUsual || style === 'long' ? shown : `${shown} ${year}`;
}

/** @returns the local day of an instant, as `16 April`; where deadlines are exact, its time. */
export function dayAt(org: Organisation, at: Instant, like: Deadline, style: DateStyle = 'day'): string {
  const { zone } = org.programme;
  return showDeadline(zone, like.date ? { at, date: dateAt(zone, at) } : { at }, style);
}

/** @returns when a deadline ends: `the end of 30 April`, or for an exact one its time. It reads after `by`, `after`, or `since`. */
export function endOf(org: Organisation, deadline: Deadline, style: DateStyle = 'day'): string {
  return deadline.date ? `the end of ${day(org, deadline, style)}` : day(org, deadline, style);
}

/** @returns what comes in time: `before 16 April ends`, or for an exact deadline `before 22 Nov 2026 11:47:31`. */
export function beforeEndOf(org: Organisation, deadline: Deadline, ends: 'ends' | 'ended' = 'ends'): string {
  return `before ${day(org, deadline)}${deadline.date ? ` ${ends}` : ''}`;
}

/** @returns a title as the subject of a sentence: what its own comma opens is closed. */
export function asSubject(title: string): string {
  return title.includes(', ') ? `${title},` : title;
}

/** @returns a later date as it would be typed in an example; where due dates are exact, just the word. */
export function exampleDate(due: Deadline): string {
  return due.date ? plusDays(due.date, 7) : 'DATE';
}

/** @returns `one`, `two` and so on; figures from seven. */
export function spelled(n: number): string {
  return ['no', 'one', 'two', 'three', 'four', 'five', 'six'][n] ?? String(n);
}

/** @returns how late `at` is: `3 days late`, `40 seconds late`; `on time` before the deadline. */
export function lateness(org: Organisation, at: Instant, deadline: Deadline): string {
  if (at < deadline.at) return 'on time';
  const n = unitsLate(org, at, deadline);
  return `${lateSpoken(n, deadline)} late`;
}

/** @returns so many days; where the deadline is exact so many seconds, in a unit that people count in. */
export function lateSpoken(n: number, { date }: Pick<Deadline, 'date'>): string {
  if (date !== undefined) return amount(n, 'day');
  const unit = UNITS.find(({ seconds }) => n >= 2 * seconds) ?? { name: 'second', seconds: 1 };
  return amount(Math.floor(n / unit.seconds), unit.name);
}

const UNITS = [
  { name: 'day', seconds: 86_400 },
  { name: 'hour', seconds: 3_600 },
  { name: 'minute', seconds: 60 },
];

/** @returns by how many days, or seconds where it is exact, `at` is past the deadline; 0 before it. */
export function unitsLate(org: Organisation, at: Instant, deadline: Deadline): number {
  if (at < deadline.at) return 0;
  if (deadline.date === undefined) return Math.max(1, Math.ceil(msBetween(deadline.at, at) / 1000));
  const { zone } = org.programme;
  return daysBetween(dayOf(zone, deadline), dateAt(zone, at));
}

/** @returns `1 day`, `3 days`. */
export function amount(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}

/** @returns `a, b and c`. */
export function listed(names: string[], word: 'and' | 'or' = 'and'): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;
}

const marked = /`([^`]+)`|\[([^\]`]+)\]\((https?:\/\/[^)\s]+)\)/;

/** A risk is named by people, whose brackets are no link; what else is asked for, the programme or the engine says. @returns what an item asks. */
export function whatIsAsked({ word }: Pick<Item, 'word'>, text: Words): Paragraph {
  return word === 'risk' ? [textOf(text)] : linked(text);
}

/** Splits a text with `[text](address)` links and, in backticks, people's own words into inline parts. */
export function linked(words: Words): Paragraph {
  const parts: Paragraph = [];
  let rest = textOf(words);
  for (let m = marked.exec(rest); m; m = marked.exec(rest)) {
    const [whole, said, text = '', href = ''] = m;
    if (m.index > 0) parts.push(rest.slice(0, m.index));
    parts.push(said === undefined ? { link: text, href } : { quoted: said });
    rest = rest.slice(m.index + whole.length);
  }
  if (rest) parts.push(rest);
  return parts;
}

/** @returns people's words within a text that `linked` splits: inert there, whatever stands in them (contact rule 3). */
export function asSaid(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().replaceAll('`', "'");
  return line === '' ? '' : `\`${line}\``;
}

/** Of what people wrote, as much as fits into a title. */
const LONGEST_TITLE = 80;

/** @returns the text as one line that ends like a sentence. */
export function sentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}

/** @returns the text as one line, short enough for a title. */
export function short(text: string, longest = LONGEST_TITLE): string {
  return clipped(text.replace(/\s+/g, ' ').trim(), longest);
}

/** @returns ` ([#12](https://…))` for a ticket, nothing before there is one. */
export function linkIn(ref: { number: string; url: string } | undefined): string {
  return ref ? ` ([${ref.number}](${ref.url}))` : '';
}

/** @returns the text with a small first letter. */
export function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** @returns the text with a capital first letter. */
export function cap(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
