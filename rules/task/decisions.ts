import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { answer, misused } from '../answers.ts';
import type { PersonId } from '../programme.ts';
import { redraw, say } from '../turn.ts';
import { wakeParts } from '../whole/count.ts';
import {
  beyondByNow,
  coveringUnknown,
  extensionDenied,
  extensionGiven,
  waiverDenied,
  waiverGiven,
} from '../wording/requests.ts';
import { movedAlong } from './deadlines.ts';
import { isFollowedUp } from './followed-up.ts';
import { limitOfAction } from './limit-of-action.ts';
import { isDemanded } from './people.ts';
import type { ExtensionRequest } from './state.ts';
import { record, type TaskTurn } from './turn.ts';

/**
 * An extension moves the due date and, as far, the hard limit; a denied one uses up nothing (domain: extended). An action's stays within the
 * deadline of its nonconformity, which may have come nearer since it was asked for.
 */
export function decideExtension(
  turn: TaskTurn,
  act: CommentAct,
  { to }: ExtensionRequest,
  by: PersonId,
  reason: string,
): void {
  const { state, org } = turn;
  const actor = byPerson(by);
  if (act.command.verb === 'deny') {
    record(turn, 'extension-denied', { by, reason: { text: reason }, cause: act.id }, act.at, actor);
    say(turn, `denied:${act.id}`, extensionDenied(turn.state, org, reason, act.at));
    return;
  }
  const limit = limitOfAction(turn, act.at);
  if (limit && to.at > limit.at) return misused(turn, act, beyondByNow(org, limit));
  const hardLimit = state.hardLimit && { hardLimit: movedAlong(org.programme.zone, state.hardLimit, state.due, to) };
  record(turn, 'extension-approved', { by, due: to, ...hardLimit, cause: act.id }, act.at, actor);
  redraw(turn);
  wakeParts(turn);
  say(turn, `extended:${act.id}`, extensionGiven(turn.state, org));
}

/** A waiver ends the task; one of what the standard demands names a covering occurrence, or calls for a nonconformity (domain: waived). */
export function decideWaiver(turn: TaskTurn, act: CommentAct, by: PersonId, reason: string): void {
  const actor = byPerson(by);
  if (act.command.verb === 'deny') {
    record(turn, 'waiver-denied', { by, reason: { text: reason }, cause: act.id }, act.at, actor);
    say(turn, `denied:${act.id}`, waiverDenied(turn.state, turn.org, reason, act.at));
    return;
  }
  const covering = act.command.key;
  const { coverings = [] } = turn.seen;
  if (isDemanded(turn.state) && covering && !coverings.includes(covering))
    return answer(turn, act, 'names nothing that could cover it', coveringUnknown(turn.state, covering, coverings));
  record(turn, 'waiver-approved', { by, cause: act.id, ...(covering && { covering }) }, act.at, actor);
  // One nonconformity for each occurrence: as long as it is open, it follows this up, too.
  if (isDemanded(turn.state) && !covering && !isFollowedUp(turn.state, turn.seen))
    turn.calls.push({ because: 'waived', at: act.at, noticed: turn.now });
  record(turn, 'ended', { verdict: 'waived' }, act.at);
  redraw(turn);
  say(turn, `waived:${act.id}`, waiverGiven(turn.state, turn.org, turn.seen));
}
