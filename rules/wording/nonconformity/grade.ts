import { dateAt } from '../../calendar/local-day.ts';
import { clockTime, dayMonth } from '../../calendar/show.ts';
import { textOf } from '../../event.ts';
import { annullers } from '../../nonconformity/people.ts';
import { gradeBack, type NonconformityState } from '../../nonconformity/state.ts';
import { nameOf, type Organisation, topManagement, typed } from '../../organisation.ts';
import { isNoticedLate } from '../../pace.ts';
import type { PersonId } from '../../programme.ts';
import type { Inline, Message, Paragraph } from '../../ticket.ts';
import type { Deadline, Instant } from '../../time.ts';
import type { NoticeText } from '../notice.ts';
import { day, dayAt, endOf, mentions, quoted, wereTold } from '../phrases.ts';
import { nextOfMajor } from './next-word.ts';
import { howOften } from './rounds.ts';

/** Why no grade is changed while a passed deadline waits to be judged. */
export const judging =
  'its deadline has passed, and its grade is decided as soon as its tickets have been read; write it again then';

/** @returns the comment `This nonconformity is now major. …` (domain: texts), with why, the new dates, and who hears of it. */
export function becameMajor(
  state: NonconformityState,
  org: Organisation,
  about: { open: string[]; told: PersonId[]; mentioned: PersonId[]; unread: boolean },
): Message {
  const change = state.grades.at(-1);
  if (!change) return [];
  const { terms, clocks } = state;
  const open = about.open.length > 0 ? ` Open: ${about.open.join(', ')}.` : '';
  const text: Paragraph = [
    ...mentions(org, terms.tracker, about.mentioned),
    { strong: 'This nonconformity is now major.' },
    ' ',
    ...why(state, org),
    ` New dates: plan by ${day(org, clocks.plan)}, resolved by ${day(org, clocks.resolve)}.${open}`,
    ...agreedAnew(state),
    ` Goes to: ${about.told.map((p) => nameOf(org, p)).join(', ')}. ${stays(state)}`,
  ];
  return [text, ...noticedLate(state, org, about.unread)];
}

/** Whatever was agreed before it became major is agreed anew; a plan that was not agreed yet just is. */
function agreedAnew({ plan }: NonconformityState): Paragraph {
  if (plan.agreed || !plan.former) return [];
  return [' The plan needs a fresh ', { command: 'approve' }, '; actions go on.'];
}

/** The auditor's own grade stands beside the effective one, whichever it is. */
function stays({ external, terms }: NonconformityState): string {
  if (!external || external.grades.length === 0) return `The raiser’s own grade stays ${terms.ownGrade}.`;
  return `The certification body grades it ${external.grade}, at first ${terms.ownGrade}.`;
}

function why(state: NonconformityState, org: Organisation): Paragraph {
  const change = state.grades.at(-1);
  const body = state.terms.external?.body ?? 'The certification body';
  const rule = `(rule ${change?.rule}, programme v${state.terms.version})`;
  const deadline = change?.deadline ? endOf(org, change.deadline) : '';
  const because: Inline[] = change?.because ? [': ', quoted(change.because), '.'] : ['.'];
  switch (change?.rule) {
    case 'nc.minor.overdue':
      return [`It was to be resolved by ${deadline} and was not ${rule}.`];
    case 'nc.minor.rejected':
      return [`It was to be resolved by ${deadline}; what had been handed in was rejected after that ${rule}.`];
    case 'nc.minor.entered-late':
      return [`It was entered after ${deadline}, by when it was to be resolved ${rule}.`];
    case 'nc.ineffective.twice':
      return [
        `Its fix was found ineffective ${howOften(state)}, and ${nameOf(org, change.by ?? '')} accepted that it is major ${rule}.`,
      ];
    case 'body':
      return [`${body} graded it`, ...because];
    default:
      return [`${nameOf(org, change?.by ?? '')} regraded it`, ...because];
  }
}

/** @returns the paragraph that says that a change of grade was noticed late, if it was. */
function noticedLate(state: NonconformityState, org: Organisation, unread: boolean): Message {
  const change = state.grades.at(-1);
  if (!change?.rule.startsWith('nc.minor') || change.rule === 'nc.minor.entered-late') return [];
  if (!isNoticedLate(change.at, change.noticed, org.programme.pace.planner)) return [];
  const like = change.deadline ?? state.clocks.resolve;
  const cause = unread ? 'A ticket could not be read' : 'The engine was down';
  return [
    [
      `${cause}; this was noticed on ${dayAt(org, change.noticed, like)}, and counts from ${moment(org, change.at, like)}.`,
    ],
  ];
}

/** @returns `6 July 00:00`; where deadlines are exact, the local time with seconds. */
function moment(org: Organisation, at: Instant, like: Deadline): string {
  const { zone } = org.programme;
  if (!like.date) return dayAt(org, at, like);
  return `${dayMonth(dateAt(zone, at))} ${clockTime(zone, at).slice(0, 5)}`;
}

/** @returns what a person is told of an escalation: to top management the subject is the decision. */
export function majorNotice(state: NonconformityState, org: Organisation, to: PersonId, open: string[]): NoticeText {
  const { terms, clocks } = state;
  const title = textOf(terms.title);
  const top = topManagement(org).includes(to);
  const by = day(org, clocks.plan);
  const next = nextOfMajor(state, org, to);
  const lines = [
    `${terms.display} (${title}) is now major. ${plainWhy(state, org)}`,
    `What follows: a plan agreed by ${by}, everything done and handed in by ${day(org, clocks.resolve)}. Past that date the certificate is at risk, and ${top ? 'you hear' : 'top management hears'} of it weekly until it is resolved.`,
    ...(open.length > 0 ? [`Open: ${open.join(', ')}.`] : []),
    top
      ? `From you: the people and time that it takes; ${nameOf(org, state.assignee)} owns it.${wayBack(state, org, to)}`
      : `${nameOf(org, state.assignee)} owns it; ${wereTold(org, topManagement(org), 'told')}.`,
    ...(next ? [`Next word from us: ${next}.`] : []),
    state.thread.ref?.url ?? '',
  ];
  return { subject: `${top ? `Decide by ${by}: ` : ''}${terms.display} is now major (${title})`, lines };
}

/** Not to an owner, who does not decide it, nor of the certification body's own grade (domain: minor to major). */
function wayBack(state: NonconformityState, org: Organisation, to: PersonId): string {
  if (!annullers(state, org).includes(to) || state.external?.grade === 'major') return '';
  const word = typed(org, howToAnnul(state), state.terms.tracker);
  return ` If the change of grade is wrong, you can take it back with ${word} in the ticket.`;
}

function plainWhy(state: NonconformityState, org: Organisation): string {
  return why(state, org)
    .map((part) => (typeof part === 'string' ? part : 'quoted' in part ? `“${part.quoted}”` : ''))
    .join('');
}

/** @returns the comment that an escalation was annulled. */
export function annulledComment(state: NonconformityState, org: Organisation): Message {
  const change = state.grades.at(-1);
  const plan = state.plan.agreed ? '' : ` plan by ${day(org, state.clocks.plan)},`;
  const isConcern = state.grade === 'concern';
  const dates = isConcern
    ? 'It has no deadline before stage 2'
    : `New dates:${plan} resolved by ${day(org, state.clocks.resolve)}`;
  return [
    [
      { strong: `This nonconformity is ${isConcern ? 'a concern' : 'minor'} again.` },
      ` ${nameOf(org, change?.by ?? '')} annulled the change of grade: `,
      quoted(change?.because),
      `. ${dates}. Both changes stay on record.`,
    ],
  ];
}

/** @returns how the change of grade is annulled: a concern has no deadline before stage 2. */
export function howToAnnul(state: NonconformityState): string {
  return gradeBack(state) === 'concern' ? 'annul because …' : 'annul DATE because …';
}
