import type { NcPlot, PlayedDuty } from './duties.ts';

/** What the script caused, as far as it is certain: what a plot leaves open is not asked for. */
export interface Expectation {
  duty: PlayedDuty;
  /** What the task's row says at the end. */
  state: 'open' | 'submitted' | 'recorded' | 'verified' | 'waived';
  /** Undefined where an act came too close to the hard limit to tell. */
  missed: boolean | undefined;
  /** How many tickets carried its key, deleted ones included. */
  tickets: number;
  assignee: string;
  /** When what stands was handed in, by the tracker's clock, epoch ms; within a second. */
  handedIn?: number;
  /** How often the engine's comments on its tickets say that. */
  says: [words: string, times: number][];
  /** Of the nonconformity that follows it up. */
  nc?: NcExpectation;
}

export interface NcExpectation {
  plot: NcPlot;
  /** Undefined where an act came too close to its deadline to tell. */
  grade: 'minor' | 'major' | undefined;
}
