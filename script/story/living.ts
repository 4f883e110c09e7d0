/** In which tracker the company of the story works. */
export const CHOICES = ['github', 'jira', 'both'] as const;
export type Choice = (typeof CHOICES)[number];
export type TrackerKind = 'github' | 'jira';

/** Who lives in which trackers. */
export interface Living {
  /** The trackers of the company; tasks open in the first. */
  kinds: [TrackerKind, ...TrackerKind[]];
  /** Where nonconformities open, if elsewhere. */
  management?: TrackerKind;
  /** Ids of people who have an account in the first tracker alone, where there are two. */
  staff: string[];
}

/** @returns who lives where. With both trackers staff work in Jira; whoever leads, manages, or owns what went wrong has GitHub, too. */
export function livingIn(choice: Choice): Living {
  if (choice !== 'both') return { kinds: [choice], staff: [] };
  return { kinds: ['jira', 'github'], management: 'github', staff: ['sam', 'dana'] };
}
