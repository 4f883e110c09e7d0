import { textOf } from '../event.ts';
import { nameOf, namesOf, type Organisation } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { SentRung, TaskState } from '../task/state.ts';
import type { Message, Paragraph } from '../ticket.ts';
import type { Instant } from '../time.ts';
import { day, dayAt, lateness, listed, mentions } from './phrases.ts';

/** @returns `Sam, this is due on Friday, 16 April. Still missing: decisions, removals. …`. */
export function reminder(state: TaskState, org: Organisation, missing: string[]): Message {
  const first = nameOf(org, state.assignee).split(' ')[0];
  const text: Paragraph = [`${first}, this is due on ${day(org, state.due, 'weekday')}. ${stillMissing(missing)}`];
  if (state.terms.ladder.extensions && state.extended.length < state.terms.extensions)
    text.push('Need longer? ', { command: 'extend DATE because …' });
  return [text];
}

/** @returns the comment that asks the next level to act: how late, who was told when, what is missing, what follows. */
export function escalation(state: TaskState, org: Organisation, to: PersonId[], missing: string[], now: Instant): Message {
  const what = state.terms.kind === 'review' ? 'review' : 'task';
  const only = missing.length === 1 ? `Only ${missing[0]} is missing. ` : stillMissing(missing);
  return [
    [
      ...mentions(org, state.terms.tracker, to),
      `This ${what} is ${lateness(org, now, state.due)}. ${toldSoFar(state, org)}${only}${consequence(state, org)}You can: change the assignee, `,
      { command: 'extend DATE because …' },
      ', or ',
      { command: 'waive because …' },
      '.',
    ],
  ];
}

/** @returns a chase as mail or chat: to the assignee, the manager, or top management. */
export function chaseNotice(
  state: TaskState,
  org: Organisation,
  to: PersonId,
  missing: string[],
  now: Instant,
): { subject: string; lines: string[] } {
  const title = textOf(state.terms.title);
  const own = to === state.assignee;
  const late = now >= state.due.at;
  const when = late ? `is ${lateness(org, now, state.due)}` : `is due on ${day(org, state.due, 'weekday')}`;
  const who = own ? '' : ` ${nameOf(org, state.assignee)} does it.`;
  return {
    subject: `${late ? 'Late' : 'Due'}: ${title}`,
    lines: [
      `${title} ${when}.${who} ${stillMissing(missing)}${consequence(state, org)}`.trim(),
      own ? 'Attach what is missing to the ticket and close it.' : 'Nothing needs you unless you can help.',
      state.thread.ref?.url ?? '',
    ],
  };
}

/** @returns a chase of somebody who has to verify. */
export function verificationNotice(state: TaskState, org: Organisation): { subject: string; lines: string[] } {
  const title = textOf(state.terms.title);
  const { submission, verification } = state;
  const by = submission ? nameOf(org, submission.by) : '';
  const due = verification ? day(org, verification.due, 'weekday') : '';
  return {
    subject: `To verify by ${due}: ${title}`,
    lines: [
      `${by} handed in ${title}. It waits for your /accept or /reject because … in the ticket, by ${due}.`,
      state.thread.ref?.url ?? '',
    ],
  };
}

/** @returns the comment that tells the next level that nobody has verified. */
export function verificationEscalation(state: TaskState, org: Organisation, to: PersonId[]): Message {
  const { verification, terms } = state;
  if (!verification) return [];
  const asked = namesOf(org, verification.asked, 'and');
  return [
    [
      ...mentions(org, terms.tracker, to),
      `This was to be verified by ${day(org, verification.due)} and was not; ${asked} was asked. Please see to it.`,
    ],
  ];
}

function stillMissing(missing: string[]): string {
  return missing.length > 0 ? `Still missing: ${missing.join(', ')}. ` : '';
}

function consequence(state: TaskState, org: Organisation): string {
  if (!state.hardLimit) return '';
  return `If nothing changes it counts as missed after ${day(org, state.hardLimit)} and becomes a nonconformity. `;
}

function toldSoFar(state: TaskState, org: Organisation): string {
  const sent = state.rungs.filter((r) => r.to.length > 0);
  if (sent.length === 0) return '';
  const people = [...new Set(sent.flatMap((r) => r.to))];
  const parts = people.map((p) => `${nameOf(org, p)} on ${datesOf(sent, p, state, org)}`);
  return `Told so far: ${listed(parts)}. `;
}

function datesOf(sent: SentRung[], person: PersonId, state: TaskState, org: Organisation): string {
  return listed(sent.filter((r) => r.to.includes(person)).map((r) => dayAt(org, r.at, state.due)));
}
