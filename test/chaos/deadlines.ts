import type { PlayedDuty } from './duties.ts';
import { LEAD_MS, LIMIT_MS, opensAt, PLANNER_MS } from './programme.ts';

/** Bounds of an instant that depends on when the planner and when the tracker opened it, epoch ms. */
export interface Bounds {
  earliest: number;
  latest: number;
}

/**
 * Where the dates of a quick duty can lie: its due date and hard limit move by how late the ticket was opened, if that is more than the planner's interval.
 * @param created when the tracker created the ticket, by its clock. @param ahead how far that clock was ahead of ours then, ms.
 */
export function datesOf(
  duty: PlayedDuty,
  begin: number,
  created: number,
  ahead: number,
): { due: Bounds; limit: Bounds } {
  const opens = opensAt(duty, begin);
  const delay = Math.floor(created / 1000) * 1000 - opens;
  const moved = {
    earliest: delay > PLANNER_MS ? delay - PLANNER_MS : 0,
    latest: Math.max(0, delay, delay - ahead + 1000),
  };
  const at = (planned: number) => ({ earliest: planned + moved.earliest, latest: planned + moved.latest });
  return { due: at(opens + LEAD_MS), limit: at(opens + LEAD_MS + LIMIT_MS) };
}

const MARGIN_MS = 1_000;

/** @returns whether an act came before a deadline; undefined where that cannot be told. */
export function inTime(at: number, { earliest, latest }: Bounds): boolean | undefined {
  if (at < earliest - MARGIN_MS) return true;
  return at > latest + MARGIN_MS ? false : undefined;
}
