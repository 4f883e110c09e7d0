import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { answer, misused, refuse } from '../answers.ts';
import { decidedBy } from '../authority.ts';
import { namesOf } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { whatWaits } from '../task/open-requests.ts';
import { record, type TaskTurn } from '../task/turn.ts';
import { redraw, say } from '../turn.ts';
import { auditorApproved, auditorDenied } from '../wording/audit.ts';
import { severalWait } from '../wording/requests.ts';
import { approversOf } from './approvers.ts';
import { auditorOf, scopeOf, standAgainst } from './auditor.ts';
import { giveBack, refuseAuditor } from './refused.ts';

const NAMED = /^auditor\b[\s:,]*(?:because\b[\s:,]*)?/i;

/**
 * `approve` and `deny` of whoever took an audit over; where a later date or a waiver is asked for, too, a bare one gets the one reply.
 * @returns whether the word was dealt with; a request that is named and open is decided as in any other ticket.
 */
export function obeyAuditor(turn: TaskTurn, act: CommentAct): boolean {
  const { state } = turn;
  const asked = state.audit?.asked;
  const { verb, text } = act.command;
  if (!asked || state.stage !== 'open' || (verb !== 'approve' && verb !== 'deny')) return false;
  const waiting = whatWaits(state);
  const request = /^(extension|waiver)\b/i.exec(text)?.[1]?.toLowerCase();
  if (request && waiting.includes(request)) return false;
  if (request) misused(turn, act, `no ${request} is being asked for`);
  else if (waiting.length > 1 && !NAMED.test(text))
    answer(turn, act, 'more than one decision waits', severalWait(verb, waiting));
  else decide(turn, act, asked.person);
  return true;
}

function decide(turn: TaskTurn, act: CommentAct, person: PersonId): void {
  const { org } = turn;
  const { verb, text } = act.command;
  const allowed = approversOf(org, person);
  const by = decidedBy(org, act, { allowed, barred: [person], power: 'plan' });
  if (!by) refuse(turn, act, namesOf(org, allowed, 'or'));
  else if (verb === 'approve') approve(turn, act, person, by);
  else deny(turn, act, person, by, text.replace(NAMED, '').trim());
}

function approve(turn: TaskTurn, act: CommentAct, person: string, by: string): void {
  const rows = scopeOf(turn.state);
  const against = standAgainst(turn, person, rows, act.at);
  if (against.length > 0) {
    misused(turn, act, `of the new auditor it holds that this person ${against.join('; ')}`);
    return refuseAuditor(turn, { person, because: 'reassigned', rows, at: act.at }, against);
  }
  record(turn, 'auditor-approved', { person, by, cause: act.id }, act.at, byPerson(by));
  redraw(turn);
  say(turn, `auditor:${act.id}`, auditorApproved(turn.org, person, by));
}

function deny(turn: TaskTurn, act: CommentAct, person: string, by: string, reason: string): void {
  if (reason === '') return misused(turn, act, 'it needs a reason');
  const words = { text: reason };
  record(turn, 'auditor-denied', { person, by, reason: words, cause: act.id }, act.at, byPerson(by));
  const to = auditorOf(turn.state);
  giveBack(turn, to, act.at);
  say(turn, `auditor:${act.id}`, auditorDenied(turn.org, to, words));
}
