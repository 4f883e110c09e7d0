import { approversOf } from '../audit/approvers.ts';
import { textOf, type Words } from '../event.ts';
import { nameOf, namesOf, type Organisation, typed } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { TaskState } from '../task/state.ts';
import type { Message } from '../ticket.ts';
import type { Instant } from '../time.ts';
import type { Notice } from './chase.ts';
import { dayAt, mentions, quoted } from './phrases.ts';

/** @returns why the words of somebody who took an audit over do not count yet. */
export function toBeApproved(org: Organisation, person: PersonId): string {
  return `${namesOf(org, approversOf(org, person), 'or')} has to approve ${nameOf(org, person)} as the auditor first`;
}

/** @returns the reply to an audit given to somebody who may not do it: `Put back: Dana Roth owns Access review (A.5.18). It stays with Noah Berg.`. */
export function barredComment(state: TaskState, org: Organisation, person: PersonId, against: string[]): Message {
  const stays = `It stays with ${nameOf(org, state.assignee)}.`;
  return [[`Put back: ${nameOf(org, person)} ${against.join('; ')}. ${stays}`]];
}

/** @returns `@mara-lindt Dana Roth took this audit over, and is competent and independent. …`. */
export function approvalAsked(state: TaskState, org: Organisation, person: PersonId, of: PersonId[]): Message {
  return [
    [
      ...mentions(org, state.terms.tracker, of),
      `${nameOf(org, person)} took this audit over; nothing stands against it. `,
      { command: 'approve auditor' },
      ' or ',
      { command: 'deny auditor because …' },
      '; until then no finding of theirs is recorded.',
    ],
  ];
}

/** @returns what whoever agrees to a new auditor reads of one who waits, in mail or chat. */
export function auditorWaits(state: TaskState, org: Organisation, asked: { person: PersonId; at: Instant }): Notice {
  const { terms, due, thread } = state;
  const title = textOf(terms.title);
  const [approve, deny] = ['approve auditor', 'deny auditor because …'].map((word) => typed(org, word, terms.tracker));
  const line = `${title}: ${nameOf(org, asked.person)} took this audit over, and waits for your ${approve} or ${deny} since ${dayAt(org, asked.at, due)}; until then no finding of theirs is recorded.`;
  const url = thread.ref?.url ?? '';
  return { subject: `To decide: ${title}`, lines: [line, url], chase: { line, due, url, asks: 'auditor', own: true } };
}

/** @returns `Dana Roth audits this, approved by Mara Lindt.`. */
export function auditorApproved(org: Organisation, person: PersonId, by: PersonId): Message {
  return [[`${nameOf(org, person)} audits this, approved by ${nameOf(org, by)}.`]];
}

/** @returns `Not agreed: "…". It is back with Noah Berg.`. */
export function auditorDenied(org: Organisation, to: PersonId, reason: Words): Message {
  return [['Not agreed: ', quoted(reason), `. It is back with ${nameOf(org, to)}.`]];
}

/** @returns what lead and top management are told of somebody who may not audit. */
export function barredNotice(state: TaskState, org: Organisation, person: PersonId, against: string[]) {
  const who = nameOf(org, person);
  const title = textOf(state.terms.title);
  const where = state.thread.ref ? ` (${state.thread.ref.number}, ${state.thread.ref.url})` : '';
  return {
    subject: `${who} may not audit: ${title}`,
    lines: [
      `${title}${where}: ${who} ${against.join('; ')}.`,
      `ISO/IEC 27001, 9.2.2 asks for auditors who are objective and impartial, and 7.2 for competent ones. It stands with ${nameOf(org, state.assignee)}.`,
      'Next: give the ticket to somebody who is competent and independent, or narrow its scope.',
    ],
  };
}

/** @returns what relevant and top management are told once the report of an audit is there. */
export function reportNotice(state: TaskState, org: Organisation) {
  const { terms, thread, submission, audit } = state;
  const report = submission?.items.find((e) => e.item === 'report');
  const where = thread.ref ? [`Ticket: ${thread.ref.url}`] : [];
  return {
    subject: `Report: ${textOf(terms.audit?.title)}`,
    lines: [
      `${textOf(terms.audit?.title)} is done; ${nameOf(org, submission?.by ?? state.assignee)} has written its report.`,
      ...(report ? [`Report: ${report.url ?? textOf(report.name)}`] : []),
      ...(audit?.reported
        ? [`It takes the place of the report that was sent on ${dayAt(org, audit.reported.at, state.due)}.`]
        : []),
      ...where,
      'Nonconformities that it found have tickets of their own.',
    ],
  };
}
