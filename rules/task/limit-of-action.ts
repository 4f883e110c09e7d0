import type { Deadline, Instant } from '../time.ts';
import { redraw, say } from '../turn.ts';
import { broughtForward } from '../wording/requests.ts';
import { record, type TaskTurn } from './turn.ts';

/**
 * @returns past which deadline a corrective action may not be dated at `at`: its nonconformity's (domain: steps). Undefined for other tasks,
 * and once that deadline has passed: what is late already may come later.
 */
export function limitOfAction({ state, seen }: TaskTurn, at: Instant): Deadline | undefined {
  const { notAfter } = seen;
  return state.terms.kind === 'action' && notAfter && notAfter.at > at ? notAfter : undefined;
}

/** An open action whose nonconformity has to be resolved sooner by now is due by then, too (domain: steps); its assignee reads so once. */
export function bringForward(turn: TaskTurn): void {
  const { state, org, now } = turn;
  const limit = limitOfAction(turn, now);
  if (state.stage !== 'open' || !limit || state.due.at <= limit.at) return;
  record(turn, 'brought-forward', { due: limit });
  redraw(turn);
  say(turn, `brought-forward:${limit.at}`, broughtForward(turn.state, org, state.due));
}
