import type { TaskState } from '../task/state.ts';
import type { Instant } from '../time.ts';
import type { Whole } from './whole.ts';

/** A part of a task that is done in parts, as the whole sees it. */
export interface Part {
  key: string;
  /** As it is named where the whole says who or what is missing. */
  name: string;
  /** Done: when it was handed in. */
  done?: Instant;
  /** Handed in and not verified yet: since when. */
  submitted?: Instant;
  /** It no longer counts: waived, or whoever was to do it has left. */
  out: boolean;
  ended: boolean;
  /** The tracker's clock when its ticket was last read. */
  readAt?: Instant;
  /** Somebody has to help before its ticket can be read or written. */
  blocked?: true;
}

/** How far the parts are. `met`: enough of them are done, and since when. */
export interface Reach {
  done: number;
  of: number;
  lacking: string[];
  met?: Instant;
  /** Nothing can be added any more. */
  settled: boolean;
}

/** @param left whether whoever was to do it has left the programme. @returns a part as the whole sees it. */
export function partOf({ terms, thread, stage, verdict, submission }: TaskState, name: string, left: boolean): Part {
  const done = verdict === 'verified' || verdict === 'recorded' ? submission?.at : undefined;
  const ended = stage === 'ended';
  return {
    key: terms.key,
    name,
    ended,
    out: ended && done === undefined && (left || verdict === 'waived'),
    ...(done && { done }),
    ...(stage === 'submitted' && submission && { submitted: submission.at }),
    ...(thread.blocked && { blocked: true }),
  };
}

/** @returns whether enough of the parts are done by a limit only if those are accepted that were handed in before it. */
export function hangsOnVerdicts(whole: Whole, parts: Part[], opens: Instant, limit: Instant): boolean {
  const inTime = ({ met }: Reach) => met !== undefined && met < limit;
  const accepted = parts.map((part) => (part.submitted ? { ...part, done: part.submitted } : part));
  return !inTime(reachOf(whole, parts, opens)) && inTime(reachOf(whole, accepted, opens));
}

/** @returns how far the parts are; where nobody is left who counts, all of them are done. */
export function reachOf({ share, unasked }: Whole, parts: Part[], opens: Instant): Reach {
  const counted = parts.filter((p) => !p.out);
  const instants = counted.flatMap((p) => p.done ?? []).sort();
  const of = counted.length + unasked.length;
  const needed = Math.ceil((of * share) / 100);
  const met = needed === 0 ? opens : instants[needed - 1];
  return {
    done: instants.length,
    of,
    lacking: [...counted.filter((p) => !p.done).map((p) => p.name), ...unasked],
    settled: counted.every((p) => p.ended),
    ...(met && { met }),
  };
}
