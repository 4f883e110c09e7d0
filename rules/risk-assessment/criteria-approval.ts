import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { misused, refuse } from '../answers.ts';
import { decidedBy } from '../authority.ts';
import { type Json, jsonOf } from '../event.ts';
import { leads, namesOf, topManagement } from '../organisation.ts';
import { CRITERIA } from '../risk/approved-criteria.ts';
import { criteriaVersion, spokenCriteria } from '../risk/criteria.ts';
import { decidesNothing, helpToDecide } from '../task/help.ts';
import { obeyOwnDecision } from '../task/own-decision.ts';
import { record, type TaskTurn } from '../task/turn.ts';
import { redraw, say } from '../turn.ts';
import { criteriaApproved, criteriaDenied, howToApproveCriteria } from '../wording/risk-criteria.ts';

const decideNothing = ['accept', 'reject', 'evidence', 'done', 'risk'];

/**
 * The words of criteria that wait for management (6.1.2 a): `approve`, `deny because …`. Denied, the ticket stays open: the programme is
 * changed, and what is in force then is approved by its name. @returns whether the word was dealt with.
 */
export function obeyCriteria(turn: TaskTurn, act: CommentAct): boolean {
  const { verb } = act.command;
  if (verb === 'approve' || verb === 'deny') return obeyOwnDecision(turn, act, (text) => decide(turn, act, verb, text));
  if (verb === 'help' && act.by)
    helpToDecide(turn, act, howToApproveCriteria, namesOf(turn.org, topManagement(turn.org), 'or'), [
      'extend',
      'waive',
    ]);
  else if (decideNothing.includes(verb)) decidesNothing(turn, act, 'not a word for criteria', howToApproveCriteria);
  else return false;
  return true;
}

function decide(turn: TaskTurn, act: CommentAct, verb: 'approve' | 'deny', text: string): void {
  const { state, org } = turn;
  if (state.stage === 'ended') return misused(turn, act, 'this has been decided already');
  const allowed = topManagement(org);
  const by = decidedBy(org, act, { allowed, power: 'risk' });
  if (!by) return refuse(turn, act, namesOf(org, allowed, 'or'));
  if (verb === 'deny') return text === '' ? misused(turn, act, 'it needs a reason') : deny(turn, act, by, text);
  const asked = state.terms.risks?.criteria;
  const criteria = org.programme.riskCriteria ?? asked;
  if (!criteria || !asked) return;
  const version = criteriaVersion(criteria);
  if (version !== criteriaVersion(asked) && !text.includes(version))
    return misused(
      turn,
      act,
      `the criteria changed since this was asked: ${spokenCriteria(criteria)}; approve ${CRITERIA} ${version} to approve these`,
    );
  give(turn, act, by, CRITERIA, spokenCriteria(criteria), jsonOf(criteria));
  record(turn, 'decided', { decision: 'approved', by, cause: act.id }, act.at, byPerson(by));
  record(turn, 'ended', { verdict: 'approved' }, act.at);
  redraw(turn);
  say(turn, `decided:${act.id}`, criteriaApproved(org, by, criteria));
}

function deny(turn: TaskTurn, act: CommentAct, by: string, text: string): void {
  give(turn, act, by, 'denied', text);
  say(turn, `denied:${act.id}`, criteriaDenied(turn.state, turn.org, by, text), { told: leads(turn.org) });
}

function give(
  turn: TaskTurn,
  act: CommentAct,
  by: string,
  item: string,
  name: string,
  says?: Record<string, Json>,
): void {
  const evidence = { item, by, at: act.at, how: 'text' as const, name: { text: name }, ...(says && { says }) };
  record(turn, 'evidence-given', { evidence, cause: act.id }, act.at, byPerson(by));
}
