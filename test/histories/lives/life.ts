import type { Site } from '../../engine/harness/site.ts';

/** How an occurrence of one kind of duty is led to its end. */
export interface Life {
  /** The duty's id. */
  id: string;
  /** It, as isms.yaml has it. */
  text: string;
  /** Other keys of the file that it needs. */
  more?: string;
  lead(site: Site): Promise<void>;
}
