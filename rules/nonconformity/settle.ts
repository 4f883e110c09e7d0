import { compareText } from '../order.ts';
import { earliest, type Instant, later } from '../time.ts';
import { redraw } from '../turn.ts';
import { atDeadline } from './deadlines.ts';
import type { Happening } from './happening.ts';
import { plannedActions, plannedOutcomes, resolutions, slotOf } from './outcome.ts';
import { bothEnded, judgement, markVerified } from './rounds.ts';
import { currentActions } from './state.ts';
import { type NonconformityTurn, record } from './turn.ts';

/**
 * What the tasks and the clocks amount to up to `upTo`, each at its own instant and in the order of time: resolutions and
 * rejections, passed deadlines, verdicts. Called with instants for which the nonconformity's own ticket was read.
 */
export function settle(turn: NonconformityTurn, upTo: Instant): void {
  for (;;) {
    const next = happenings(turn)
      .filter((h) => h.at <= upTo)
      .sort((a, b) => compareText(a.at, b.at) || a.order - b.order)[0];
    if (!next) return;
    next.apply();
  }
}

/** @returns when the next of it happens after `upTo`, where that is known already: its own ticket was read just before. */
export function firstAfter(turn: NonconformityTurn, upTo: Instant): Instant | undefined {
  return earliest(...happenings(turn).flatMap(({ at }) => (at > upTo ? [at] : [])));
}

function happenings(turn: NonconformityTurn): Happening[] {
  if (turn.state.closed) return [];
  const { passing, blockedFrom } = atDeadline(turn);
  const others = [...resolution(turn), ...verification(turn), ...judgement(turn), ...bothEnded(turn)];
  return [...passing, ...others.filter((h) => blockedFrom === undefined || h.at < blockedFrom)];
}

function resolution(turn: NonconformityTurn): Happening[] {
  const { state } = turn;
  const spans = resolutions(state, turn.seen.actions);
  const { resolved, fell } = state;
  if (!resolved) {
    const span = spans.find((s) => fell === undefined || s.from >= fell);
    return span ? [{ at: span.from, order: 1, apply: () => change(turn, 'resolved', span.from) }] : [];
  }
  const standing = spans.find((s) => s.from <= resolved.at && (s.until === undefined || s.until > resolved.at));
  if (!standing) {
    const added = plannedActions(state).reduce((last, a) => later(last, a.approved ?? last), resolved.at);
    return [{ at: added, order: 0, apply: () => change(turn, 'unresolved', added) }];
  }
  const { until } = standing;
  return until ? [{ at: until, order: 0, apply: () => change(turn, 'unresolved', until) }] : [];
}

function change(turn: NonconformityTurn, kind: 'resolved' | 'unresolved', at: Instant): void {
  record(turn, kind, {}, at);
  redraw(turn);
}

/** Every action verified, after which the fix is left to work; without actions the agreement verifies. */
function verification(turn: NonconformityTurn): Happening[] {
  const { state } = turn;
  if (!state.resolved || state.verified) return [];
  const planned = plannedOutcomes(state, turn.seen.actions);
  const instants = planned.map((o) => o?.verified?.at);
  if (instants.some((at) => at === undefined)) return [];
  const last =
    instants
      .filter((at) => at !== undefined)
      .sort()
      .at(-1) ?? state.resolved.at;
  const at = later(last, state.resolved.at);
  const implementers = [...new Set(planned.flatMap((o) => (o ? [...o.implementers, o.assignee] : [])))];
  return [{ at, order: 2, apply: () => markVerified(turn, last, at, implementers) }];
}

/** Shows the tickets of actions in the nonconformity's own, once they are there. */
export function showTickets(turn: NonconformityTurn): void {
  const tickets = currentActions(turn.state).flatMap((a) => {
    const found = plannedOutcomes(turn.state, turn.seen.actions).find((o) => o?.slot === slotOf(a.round, a.id));
    if (!found?.number || !found.url || a.ticket?.number === found.number) return [];
    return [{ id: a.id, key: found.key, number: found.number, url: found.url }];
  });
  if (tickets.length === 0) return;
  record(turn, 'actions-opened', { tickets });
  redraw(turn);
}
