import { CALM_PLOTS, type PlayedDuty, QUICK_PLOTS } from '../duties.ts';
import type { Expectation } from '../expectation.ts';
import { type Scene, ticketOf, untilClock } from '../scene.ts';
import { calmPlots } from './calm.ts';
import { opened } from './desk.ts';
import { followUp } from './nonconformity.ts';
import { quickPlots } from './quick.ts';

/** What the plots of a seed came to. */
export interface Played {
  expectations: Expectation[];
  /** What was waited for in vain. */
  lost: string[];
}

/** How far the tracker's clock was ahead of ours when it created a ticket, ms, by the ticket's id. */
type AheadAt = (ticketId: string) => number;

/** Plays all duties of a seed side by side. */
export async function play(scene: Scene, duties: PlayedDuty[], aheadAt: AheadAt): Promise<Played> {
  const ends = await Promise.allSettled(duties.map((duty) => playOne(scene, duty, aheadAt)));
  return {
    expectations: ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : [])),
    lost: ends.flatMap((end, i) =>
      end.status === 'rejected' ? [`${duties[i]?.id} (${duties[i]?.plot}): ${messageOf(end.reason)}`] : [],
    ),
  };
}

async function playOne(scene: Scene, duty: PlayedDuty, aheadAt: AheadAt): Promise<Expectation> {
  const desk = await opened(scene, duty, aheadAt);
  const quick = QUICK_PLOTS.find((plot) => plot === duty.plot);
  const calm = CALM_PLOTS.find((plot) => plot === duty.plot);
  const played = quick ? await quickPlots[quick](desk) : await calmPlots[calm ?? 'untouched'](desk);
  if (played.missed !== true) return played;
  await untilClock(scene, desk.limit.latest);
  return { ...played, nc: await followUp(desk, () => ticketOf(scene, duty, 'nc')) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
