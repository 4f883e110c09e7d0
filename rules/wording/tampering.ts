import { nameOf, namesOf, type Organisation } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { revivers, verifiers } from '../task/people.ts';
import type { TaskState } from '../task/state.ts';
import type { Message, Paragraph, TicketRef } from '../ticket.ts';
import type { Deadline } from '../time.ts';
import type { NoticeText } from './notice.ts';
import { day, mentions } from './phrases.ts';

/** @returns what the successor of a deleted ticket says first. */
export function replacesComment(former: string): Message {
  return [[`This replaces ${former}, which was deleted. Same duty, same due date; what was recorded is kept.`]];
}

/** @returns what a ticket says that went from one who may not decide it any more to one who may. */
export function passedOn(org: Organisation, from: PersonId, to: PersonId): Message {
  return [[`This is ${nameOf(org, to)}’s from now on: it is not ${nameOf(org, from)}’s to decide any more.`]];
}

/** @returns how somebody who owns one of several risks now is asked to rate it. */
export function riskPassedOn(org: Organisation, tracker: string, risk: string, owner: PersonId): Message {
  return [[...mentions(org, tracker, [owner]), `${risk} is yours from now on: please rate it here.`]];
}

/** @returns what the lead is told of a deleted ticket. */
export function deletedNotice(title: string, display: string, number: string, ended: boolean): NoticeText {
  const then = ended ? 'It had ended; its record is kept.' : 'A successor has been opened with the same due date.';
  return {
    subject: `Ticket deleted: ${title}`,
    lines: [`${number} (${title}, ${display}) was deleted in the tracker. ${then}`],
  };
}

/** @returns what the lead is told when the end of the engine's text is lost. */
export function fenceNotice(title: string, ref: TicketRef, assignee: string): NoticeText {
  return {
    subject: `Ticket text damaged: ${title}`,
    lines: [
      `The line that ends the engine's part of ${ref.number} is gone, so its text is no longer kept up to date: ${ref.url}`,
      `Comments and deadlines still count. ${assignee} can go on working in it.`,
    ],
  };
}

/** @param ref once it has its ticket. @param why the tracker's words. @returns what the lead is told of a ticket that the engine may not touch. */
export function outOfReachNotice(title: string, display: string, ref: TicketRef | undefined, why: string): NoticeText {
  const place = ref ? `${ref.number} (${title}, ${display}), ${ref.url}` : `${title} (${display})`;
  return {
    subject: `Ticket out of reach: ${title}`,
    lines: [
      `The account of dutybound may not touch ${place}: ${why}`,
      'What is to be written there waits and is tried every six hours, and no verdict is given on what cannot be read. Everything else goes on.',
      `Next: give the account access to it; then dutybound redrive ${display}`,
    ],
  };
}

/**
 * @param isByWord whether a word decides it: then none brings it back. @param over why nothing brings it back, where that is so.
 * @returns the one reply to a ticket reopened by hand: why it was closed again, and the word that brings it back.
 */
export function reopenedComment(
  state: TaskState,
  org: Organisation,
  isByWord: boolean,
  over: Paragraph | undefined,
): Message {
  const ended = state.stage === 'ended';
  if (isByWord) return [['This is over, so it was closed again.']];
  const what = ended ? 'This is recorded as finished' : 'This was handed in and waits to be verified';
  const who = namesOf(org, ended ? revivers(state, org) : verifiers(state, org), 'or');
  if (over) return [[`${what}, so it was closed again. `, ...over]];
  if (who === '') return [[`${what}, so it was closed again.`]];
  return [
    [
      `${what}, so it was closed again. If it is not right, ${who} can bring it back with `,
      { command: 'reject because …' },
      '.',
    ],
  ];
}

/** @param mayMove whether a later one may still be asked for. @returns the reply to a due date edited in the tracker. */
export function redatedComment(org: Organisation, due: Deadline, mayMove: boolean): Message {
  const put = `The due date is ${day(org, due)}; it was changed here by hand and has been put back.`;
  if (!mayMove) return [[`${put} Nobody can ask for a later one here.`]];
  return [[`${put} To move it: `, { command: 'extend DATE because …' }, '.']];
}
