import type { Site } from '../../engine/harness/site.ts';

/** How an occurrence of one kind of duty is led to its end. */
export interface Life {
  /** The duty's id. */
  id: string;
  /** It, as isms.yaml has it. */
  text: string;
  /** What it needs at the top of the file. */
  more?: string;
  lead(site: Site): Promise<void>;
}
