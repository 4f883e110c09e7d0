import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { misused, refuse } from '../answers.ts';
import { decidedBy } from '../authority.ts';
import { namesOf } from '../organisation.ts';
import { record, type TaskTurn } from '../task/turn.ts';
import { redraw, say } from '../turn.ts';
import { auditorApproved, auditorDenied } from '../wording/audit.ts';
import { approversOf } from './approvers.ts';
import { auditorOf, scopeOf, standAgainst } from './auditor.ts';
import { giveBack, refuseAuditor } from './refused.ts';

/** `approve` and `deny` of whoever took an audit over. @returns whether the word was about that. */
export function obeyAuditor(turn: TaskTurn, act: CommentAct): boolean {
  const { state, org } = turn;
  const asked = state.audit?.asked;
  const { verb, text } = act.command;
  if (!asked || state.stage !== 'open' || (verb !== 'approve' && verb !== 'deny')) return false;
  const named = /^auditor\b[\s:,]*(?:because\b[\s:,]*)?/i.exec(text);
  if (!named && (state.extension || state.waiver)) return false;
  const allowed = approversOf(org, asked.person);
  const by = decidedBy(org, act, { allowed, barred: [asked.person], power: 'plan' });
  if (!by) refuse(turn, act, namesOf(org, allowed, 'or'));
  else if (verb === 'approve') approve(turn, act, asked.person, by);
  else deny(turn, act, asked.person, by, text.slice(named?.[0].length ?? 0).trim());
  return true;
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
