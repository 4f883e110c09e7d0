import type { PersonId } from './cast.ts';
import { chanceOf } from './chance.ts';

/** What somebody does with a task whose deadlines come within the minute. */
export const QUICK_PLOTS = [
  'in-time',
  'late',
  'never',
  'after-the-limit',
  'extended',
  'extension-denied',
  'extension-undecided',
  'waived',
  'dropped',
  'waiver-denied',
] as const;
/** What somebody does with a task that has hours: here the engine's answers are waited for. */
export const CALM_PLOTS = [
  'empty-first',
  'rejected',
  'deleted',
  'handed-over',
  'reopened',
  'tampered',
  'noisy',
  'unverified',
  'untouched',
] as const;
export type Plot = (typeof QUICK_PLOTS)[number] | (typeof CALM_PLOTS)[number];

/** What is done about the nonconformity of a missed task, before its own deadline. */
export const NC_PLOTS = ['ignored', 'begun', 'closed-by-hand', 'planned', 'extended'] as const;
export type NcPlot = (typeof NC_PLOTS)[number];

/** One duty of the programme, with what its people will do. */
export interface PlayedDuty {
  id: string;
  title: string;
  quick: boolean;
  plot: Plot;
  nc: NcPlot;
  kind: 'evidence-request' | 'review';
  owner: Extract<PersonId, 'sam' | 'priya'>;
  verifier?: 'mara';
  /** Opens so long after the programme begins, ms. */
  opensAfter: number;
  /** How long after its opening the person acts at the earliest, ms. */
  ponders: number;
}

const STAGGER_MS = 10_000;
/** They need somebody who verifies. */
const VERIFIED: Plot[] = ['rejected', 'unverified', 'reopened'];

/** @returns the duties of a seed: every plot comes up, and of more duties than there are plots those with deadlines twice as often. */
export function dutiesOf(seed: number, count: number): PlayedDuty[] {
  const chance = chanceOf(seed, 'duties');
  const each = [...QUICK_PLOTS, ...CALM_PLOTS];
  const deck = count > each.length ? [...each, ...QUICK_PLOTS] : each;
  const plots = Array.from({ length: Math.ceil(count / deck.length) }, () => chance.shuffled(deck)).flat();
  return plots.slice(0, count).map((plot, i) => {
    const id = `d${String(i + 1).padStart(2, '0')}`;
    const verified = VERIFIED.includes(plot) || chance.whole(0, 1) === 1;
    return {
      id,
      title: `Check ${id} ${plot}`,
      quick: QUICK_PLOTS.some((p) => p === plot),
      plot,
      nc: chance.pick(NC_PLOTS),
      kind: chance.pick(['evidence-request', 'review']),
      owner: chance.pick(['sam', 'priya']),
      ...(verified && { verifier: 'mara' as const }),
      opensAfter: chance.whole(0, STAGGER_MS),
      ponders: chance.whole(300, 4_000),
    };
  });
}
