import { standsIn } from '../authority.ts';
import { dateAt } from '../calendar/local-day.ts';
import type { ChaseLine } from '../effect.ts';
import { textOf } from '../event.ts';
import { managersOf, nameOf, namesOf, type Organisation } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { mayBeExtended } from '../task/deadlines.ts';
import { isByWord, staysPut } from '../task/kinds.ts';
import { latenessOf } from '../task/lateness.ts';
import type { What } from '../task/open-requests.ts';
import { approvers } from '../task/people.ts';
import { mayDoFor } from '../task/stand-in.ts';
import type { Request, TaskState } from '../task/state.ts';
import type { Inline, Message, Paragraph } from '../ticket.ts';
import type { Instant } from '../time.ts';
import { howToExtend } from './action.ts';
import { asSubject, day, dayAt, dayBeside, firstName, listed, mentions, quoted } from './phrases.ts';

/** @returns `Sam, this is due on Friday, 16 April. Still missing: decisions, removals. …`. */
export function reminder(state: TaskState, org: Organisation, missing: string[]): Message {
  const text: Paragraph = [
    `${firstName(org, state.assignee)}, this is due on ${day(org, state.due, 'weekday')}.`,
    ...notAccepted(state),
    stillMissing(missing),
  ];
  if (state.extension) text.push(waitsFor(state, org));
  else if (mayBeExtended(state)) text.push(' Need longer? ', ...howToExtend(state));
  return [text];
}

/** @returns what an assignee who can be told nowhere else reads when the due date has come. */
export function dueComment(state: TaskState, org: Organisation, missing: string[], now: Instant): Message {
  return [
    [
      `${firstName(org, state.assignee)}, this ${when(state, org, now)}.`,
      ...notAccepted(state),
      `${stillMissing(missing)}${consequence(state, org)}`,
    ],
  ];
}

/** @returns the comment that asks the next level to act: how late, who was told when, what is missing, what follows. */
export function escalation(
  state: TaskState,
  org: Organisation,
  to: PersonId[],
  missing: string[],
  now: Instant,
): Message {
  const what = state.terms.kind === 'review' ? 'review' : 'task';
  const only = missing.length === 1 ? ` Only ${missing[0]} is missing.` : stillMissing(missing);
  const text: Paragraph = [
    ...mentions(org, state.terms.tracker, to),
    `This ${what} ${when(state, org, now)}.${toldSoFar(state, org)}`,
    ...notAccepted(state),
    `${only}${consequence(state, org)}${waitsFor(state, org)}`,
  ];
  // Neither another assignee nor a waiver helps: it waits for a word of those who decide.
  if (isByWord(state.terms.kind))
    return [[...text, ` It waits for ${nameOf(org, state.assignee)} to decide in a comment.`]];
  const choices: Inline[] = [
    ...(staysPut(state, org) ? [] : ['change the assignee']),
    ...(mayBeExtended(state) && !state.extension ? [{ command: 'extend DATE because …' }] : []),
    ...(state.waiver ? [] : [{ command: 'waive because …' }]),
  ];
  if (choices.length === 0) return [text];
  return [[...text, ' You can: ', ...oneOf(choices), '.']];
}

/** @returns ` Sam Okoro asked for 23 April on 12 April; it waits for Mara Lindt.`, for each request that is not decided: none is asked for twice. */
function waitsFor(state: TaskState, org: Organisation): string {
  const { extension, waiver, due } = state;
  const waits = (what: What, { by, at }: Request, wish: string) => {
    const who = namesOf(org, approvers(state, org, what).allowed, 'or');
    return ` ${nameOf(org, by)} asked ${wish} on ${dayAt(org, at, due)}; it waits for ${who || 'somebody who may decide it'}.`;
  };
  return [
    extension ? waits('extension', extension, `for ${dayBeside(org, extension.to, due)}`) : '',
    waiver ? waits('waiver', waiver, 'not to do this one') : '',
  ].join('');
}

/** @returns `this, that, or the other`. */
function oneOf(choices: Inline[]): Paragraph {
  const last = choices.length - 1;
  return choices.flatMap((choice, i) => (i === 0 ? [choice] : [i === last ? ', or ' : ', ', choice]));
}

function whatToDo({ terms }: TaskState): string {
  if (isByWord(terms.kind)) return 'Decide in a comment on the ticket.';
  return 'Attach what is missing to the ticket and close it.';
}

/** A chase as mail or chat, and what it says beside others. */
export interface Notice {
  subject: string;
  lines: string[];
  chase: ChaseLine;
}

/** @returns a chase as mail or chat: to the assignee, whoever stands in for them, the manager, or top management. */
export function chaseNotice(
  state: TaskState,
  org: Organisation,
  to: PersonId,
  missing: string[],
  now: Instant,
): Notice {
  const title = textOf(state.terms.title);
  const own = to === state.assignee || mayDoFor(state, org, to, now);
  const late = now >= state.due.at;
  const who = whoDoes(state, org, to, now);
  const line = `${asSubject(title)} ${when(state, org, now)}.${who}${whoDeclined(state, org)}${stillMissing(missing)}`;
  const url = state.thread.ref?.url ?? '';
  return {
    subject: `${late ? 'Late' : 'Due'}: ${title}`,
    lines: [`${line}${consequence(state, org)}`, own ? whatToDo(state) : 'Nothing needs you unless you can help.', url],
    chase: { line, due: state.due, url, asks: 'work', ...(own && { own }) },
  };
}

/** Nothing to the assignee, who knows. */
function whoDoes(state: TaskState, org: Organisation, to: PersonId, now: Instant): string {
  if (to === state.assignee) return '';
  const name = nameOf(org, state.assignee);
  if (!standsIn(org, to, state.assignee, now)) return ` ${name} does it.`;
  const notThis = mayDoFor(state, org, to, now) ? '' : ', but not for this';
  return ` ${name} is away, and you stand in${notThis}.`;
}

function stillMissing(missing: string[]): string {
  return missing.length > 0 ? ` Still missing: ${missing.join(', ')}.` : '';
}

/** What was sent back has all its items: what is missing is what the rejection says. */
function notAccepted({ rejections }: TaskState): Paragraph {
  const last = rejections.at(-1);
  return last ? [' Not accepted: ', quoted(last.reason), '.'] : [];
}

/** People's words are never part of a notice, which may be said in the ticket: they would not be inert there (contact rule 3). */
function whoDeclined({ rejections, due }: TaskState, org: Organisation): string {
  const last = rejections.at(-1);
  return last
    ? ` ${nameOf(org, last.by)} did not accept it on ${dayAt(org, last.at, due)}; why stands in the ticket.`
    : '';
}

function consequence(state: TaskState, org: Organisation): string {
  if (!state.hardLimit) return '';
  return ` If nothing changes it counts as missed after ${day(org, state.hardLimit)} and becomes a nonconformity.`;
}

/** @returns `Sam Okoro was reminded on 13 and 16 April; the manager was told on the 16th.`. */
function toldSoFar(state: TaskState, org: Organisation): string {
  const sent = state.rungs.filter((r) => r.to.length > 0);
  const people = [...new Set(sent.flatMap((r) => r.to))];
  let month: string | undefined;
  const parts = people.map((person) => {
    const days = [...new Set(sent.filter((r) => r.to.includes(person)).map((r) => dayAt(org, r.at, state.due)))];
    const said =
      month !== undefined && days.every((d) => monthOf(d) === month)
        ? `the ${listed(days.map(ordinal))}`
        : inOneMonth(days);
    month = days.map(monthOf).at(-1);
    const who =
      person !== state.assignee && managersOf(org, state.assignee).includes(person)
        ? 'the manager'
        : nameOf(org, person);
    return `${who} was ${person === state.assignee ? 'reminded' : 'told'} on ${said}`;
  });
  return parts.length === 0 ? '' : ` ${parts.join('; ')}.`;
}

/** @returns `13 and 16 April`; days of different months, and times, in full. */
function inOneMonth(days: string[]): string {
  const months = new Set(days.map(monthOf));
  const [month] = months;
  if (months.size !== 1 || month === undefined) return listed(days);
  return `${listed(days.map((d) => d.slice(0, -month.length - 1)))} ${month}`;
}

function monthOf(day: string): string | undefined {
  return /^\d{1,2} ([A-Z][a-z]+)$/.exec(day)?.[1];
}

/** @returns `16th` of `16 April`. */
function ordinal(day: string): string {
  const n = Number.parseInt(day, 10);
  const teen = n % 100 > 10 && n % 100 < 14;
  return `${n}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
}

/** @returns `is 3 days late`; before the due date has ended, `is due on Friday, 16 April`, or `is due today`. */
function when(state: TaskState, org: Organisation, now: Instant): string {
  if (now >= state.due.at) return `is ${latenessOf(state, org, now)}`;
  const today = state.due.date !== undefined && state.due.date === dateAt(org.programme.zone, now);
  return today ? 'is due today' : `is due on ${day(org, state.due, 'weekday')}`;
}
