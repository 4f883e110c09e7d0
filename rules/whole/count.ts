import { WITHHELD_MS } from '../pace.ts';
import type { Closing } from '../task/closing.ts';
import { record, type TaskTurn } from '../task/turn.ts';
import type { Ticket } from '../ticket.ts';
import { type Instant, plusMs } from '../time.ts';
import { redraw } from '../turn.ts';
import { listedParts, reachedText } from '../wording/whole.ts';
import { hangsOnVerdicts, type Part, type Reach, reachOf } from './parts.ts';

/** The item that dutybound gives itself: how many of the parts are done. */
export const SHARE = 'share';

const readAgain = 60_000;
/** Progress is shown in steps of a quarter: each edit of a ticket may cost people a mail (contact rule 4). */
const STEPS = 4;

/** Notes how far the parts are, in steps of a quarter. */
export function count(turn: TaskTurn): void {
  const reach = reachNow(turn);
  if (!reach || turn.state.stage !== 'open') return;
  const step = ({ done, of }: { done: number; of: number }) => (of === 0 ? 0 : Math.floor((done * STEPS) / of));
  const before = turn.state.counted ?? { done: 0, of: reach.of };
  if (step(before) === step(reach)) return;
  note(turn, reach);
  redraw(turn);
}

/**
 * A task done in parts is handed in by itself once enough of them are done and either nothing can be added any more or the due date has
 * come: until then the others still have time. After a rejection somebody has to close it. The share is noted each time.
 */
export function handsItselfIn(turn: TaskTurn, upTo: Instant): Closing | undefined {
  const reach = reachNow(turn);
  const { state } = turn;
  if (!reach?.met || reach.met > upTo || state.stage !== 'open') return undefined;
  if (!reach.settled && (upTo < state.due.at || awaitParts(turn, state.due.at))) return undefined;
  give(turn, reach, reach.met);
  if (state.rejections.length > 0) return undefined;
  const account = { id: 'engine', login: 'dutybound' };
  const how = 'handed in by dutybound: enough of its parts are done';
  return { cause: `reached:${reach.met}`, at: reach.met, account, by: state.assignee, dropped: false, how };
}

/**
 * A whole is not missed before each of its open parts was read at or after the deadline (domain: whose clock).
 * @returns when to look again, where some were not; they are woken.
 */
export function awaitParts(turn: TaskTurn, deadline: Instant): Instant | undefined {
  const unread = (turn.seen.parts ?? []).filter((p) => !p.ended && (p.readAt ?? '') < deadline);
  if (unread.length === 0) return undefined;
  turn.wakes.push(...unread.map((p) => p.key));
  return plusMs(turn.now, pauseFor(unread));
}

/**
 * Whether a whole that has reached its limit is neither in time nor missed yet: that depends on parts that were handed in before the limit and
 * are not verified. Each of them wakes it. After a rejection it no longer hands itself in, and so waits for none.
 */
export function awaitsVerdicts({ state, seen }: Pick<TaskTurn, 'state' | 'seen'>, limit: Instant): boolean {
  const { whole, opens } = state.terms;
  if (!whole || !seen.parts || state.rejections.length > 0) return false;
  return hangsOnVerdicts(whole, seen.parts, opens, limit);
}

/** What befalls the whole concerns its open parts: they look again. */
export function wakeParts({ seen, wakes }: Pick<TaskTurn, 'seen' | 'wakes'>): void {
  wakes.push(...(seen.parts ?? []).filter((p) => !p.ended).map((p) => p.key));
}

/** Notes which parts were open when the whole was missed: its nonconformity names them. */
export function noteLacking(turn: TaskTurn): void {
  const reach = reachNow(turn);
  if (reach) note(turn, reach);
}

/** @returns when a whole has to be looked at for its parts' sake: soon where they are being read, else at its due date. */
export function nextCount({ state, seen, wakes, now }: TaskTurn, ticket: Ticket): Instant | undefined {
  if (!state.terms.whole || state.stage !== 'open') return undefined;
  const woken = (seen.parts ?? []).filter(({ key }) => wakes.includes(key));
  if (woken.length > 0) return plusMs(now, pauseFor(woken));
  return ticket.asOf < state.due.at ? state.due.at : undefined;
}

/** @returns what a chase says is missing: of a whole, how far its parts are. */
export function lackingIn(turn: TaskTurn, items: string[]): string[] {
  const { whole } = turn.state.terms;
  const reach = reachNow(turn);
  if (!whole || !reach) return items;
  return items.map((item) => (item === SHARE ? `${SHARE} (${reachedText(whole, reach)})` : item));
}

function reachNow({ state, seen }: TaskTurn): Reach | undefined {
  const { whole, opens } = state.terms;
  return whole && seen.parts && reachOf(whole, seen.parts, opens);
}

function pauseFor(parts: Part[]): number {
  return parts.every(({ blocked }) => blocked) ? WITHHELD_MS : readAgain;
}

function note(turn: TaskTurn, { done, of, lacking }: Reach): void {
  const { counted } = turn.state;
  if (counted?.done === done && counted.of === of) return;
  record(turn, 'counted', { done, of, lacking: { text: listedParts(lacking) } });
}

function give(turn: TaskTurn, reach: Reach, at: Instant): void {
  const { state } = turn;
  const { done, of } = reach;
  const last = state.given.findLast((e) => e.item === SHARE)?.says;
  if (!state.terms.whole || (last?.done === done && last.of === of)) return;
  const name = { text: reachedText(state.terms.whole, reach) };
  const evidence = { item: SHARE, by: state.assignee, at, how: 'text' as const, name, says: { done, of } };
  record(turn, 'evidence-given', { evidence, cause: `count:${done}/${of}` }, at);
}
