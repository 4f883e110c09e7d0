import { chanceOf } from '../chance.ts';
import { BLOWS, type Blow, type Style } from '../stage/stage.ts';
import { TROUBLES, type Trouble } from './tracker.ts';

/** One fault of a seed: when it comes, ms after the programme's begin, and what it is. */
export type Planned = { at: number } & (
  | { blow: Blow }
  | { trouble: Trouble; lasts: number }
  /** The tracker's clock is moved by so many ms. */
  | { clock: number }
);

/** What a style's processes can suffer; the rotation over seeds goes through it in this order. */
export const SUFFERED: Record<Style, readonly Blow[]> = {
  apart: BLOWS.filter(
    (b) => !['kill-up', 'freeze-up', 'freeze-postgres', 'cut-postgres', 'back-up', 'restore'].includes(b),
  ),
  together: [
    'kill-up',
    'kill-worker',
    'freeze-up',
    'kill-temporal',
    'lose-temporal',
    'freeze-worker',
    'kill-valkey',
    'freeze-temporal',
    'lose-valkey',
    'freeze-valkey',
  ],
  postgres: BLOWS.filter((b) => !['kill-up', 'freeze-up', 'back-up', 'restore'].includes(b)),
  restored: ['kill-worker', 'kill-intake', 'lose-temporal', 'kill-valkey', 'kill-temporal'],
};

/** The register is backed up in the middle of the story, and goes back to that later, ms after the programme's begin. */
const RESTORED: readonly Planned[] = [
  { at: 18_000, blow: 'back-up' },
  { at: 32_000, blow: 'restore' },
];

/** How much a seed suffers. */
export interface Measure {
  blows: number;
  troubles: number;
  /** By when the last fault begins, ms after the programme's begin. */
  lastMs: number;
}

/** A seed of the long run. */
export const WHOLE: Measure = { blows: 5, troubles: 6, lastMs: 50_000 };
/** Faults come from here on, ms after the programme's begin. */
const FIRST_MS = 500;
const MOVED_MS = 3_000;
/** They show at the creation of a ticket, and come while tickets are opened. */
const AT_OPENING: readonly Trouble[] = ['labels-dropped', 'assignees-dropped', 'list-lag'];
const OPENING_MS = 7_000;

/** @param turn how many seeds of this style came before, so that every kind comes up over them. @returns a seed's faults in order of time. */
export function planOf(seed: number, style: Style, turn: number, measure: Measure = WHOLE): Planned[] {
  const { lastMs } = measure;
  const restored = style === 'restored' ? RESTORED : [];
  const chance = chanceOf(seed, 'faults');
  const blows = rotated(SUFFERED[style], turn * measure.blows, measure.blows - restored.length);
  const troubles = rotated(Object.keys(TROUBLES) as Trouble[], seed * measure.troubles, measure.troubles);
  const apart = (lastMs - FIRST_MS) / measure.blows;
  const direction = chance.pick([1, -1]);
  const moves = [chance.whole(FIRST_MS, lastMs / 2), chance.whole(lastMs / 2, lastMs)];
  return [
    ...restored,
    ...chance
      .shuffled(blows)
      .map((blow, i) => ({ at: Math.round(FIRST_MS + i * apart + chance.whole(0, 6_000)), blow })),
    ...troubles.map((trouble) => ({
      at: chance.whole(FIRST_MS, AT_OPENING.includes(trouble) ? OPENING_MS : lastMs),
      trouble,
      lasts: chance.whole(5_000, 12_000),
    })),
    ...moves.map((at, i) => ({ at, clock: (i === 0 ? direction : -direction) * MOVED_MS })),
  ].sort((a, b) => a.at - b.at);
}

/** @returns the faults as text, a line each. */
export function planText(plan: Planned[]): string[] {
  return plan.map((each) => `${(each.at / 1000).toFixed(1).padStart(6)} s  ${nameOf(each)}`);
}

/** @returns what a fault is counted as. */
export function nameOf(planned: Planned): string {
  if ('blow' in planned) return planned.blow;
  if ('trouble' in planned) return planned.trouble;
  return planned.clock > 0 ? 'clock-ahead' : 'clock-back';
}

/** @returns every name that a run of many seeds has to bring up. */
export function allNames(): string[] {
  return [...BLOWS, ...Object.keys(TROUBLES), 'clock-ahead', 'clock-back'];
}

function rotated<T>(list: readonly T[], from: number, count: number): T[] {
  return Array.from({ length: Math.min(count, list.length) }, (_, i) => list[(from + i) % list.length]).filter(
    (item) => item !== undefined,
  );
}
