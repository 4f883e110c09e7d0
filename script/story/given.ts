import type { RunFolder } from './folder.ts';
import type { Living } from './living.ts';
import type { Running } from './processes.ts';
import type { Story } from './story.ts';

/** What a run has started, the latest last: ended in the reverse order. */
export type Started = Running[];

/** What one run of the demo is given. */
export interface Run {
  story: Story;
  folder: RunFolder;
  /** Aborted when the run is to end. */
  signal: AbortSignal;
  /** Gets what was started. */
  started: Started;
  living: Living;
}
