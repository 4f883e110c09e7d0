import type { LoggedEvent } from '../../register/log.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { Instant } from '../../rules/time.ts';
import { phraseOf, subjectOf } from '../../rules/wording/story.ts';

/** One event of a record in words. */
export interface Act {
  sequence: number;
  /** When it counts as having happened, and when the engine noticed it. */
  at: Instant;
  noticed: Instant;
  kind: string;
  /** As it stands in the log, and by name. */
  actor: string;
  who: string;
  what: string;
}

/** @returns a record's events in words, oldest first. */
export function actsOf(events: LoggedEvent[], org: Organisation): Act[] {
  return events.map((event) => {
    const { sequence, at, noticed, kind, actor } = event;
    return { sequence, at, noticed, kind, actor, who: subjectOf(event, org), what: phraseOf(event, org) };
  });
}
