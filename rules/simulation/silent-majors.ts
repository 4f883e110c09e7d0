import type { RecordedEvent } from '../event.ts';
import { evolveNonconformity } from '../nonconformity/evolve.ts';
import { type NonconformityState, nonconformityStream } from '../nonconformity/state.ts';
import { nameOf, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { type Instant, plusMs, WEEK_MS } from '../time.ts';
import { byStream, type Life } from './life.ts';

/** A week's word waits for a digest, and what is resolved before that is not in it. */
const PATIENCE_WEEKS = 2;

/** A stretch in which a major was past its own deadline and not resolved. */
interface Stretch {
  /** When that was noticed; its weeks count from then. */
  noticed: Instant;
  from: Instant;
  to: Instant;
}

interface Word {
  effect: string;
  to: PersonId[];
  at: Instant;
}

/**
 * @returns who of top management was not told in which week of a major past its own deadline: each hears weekly until it is resolved, and
 * again once it no longer is (domain, section 6).
 */
export function silentMajors({ found, events, org, until }: Life): string[] {
  const streams = byStream(events);
  const words = events.flatMap(({ kind, noticed, body }): Word[] =>
    kind === 'told' ? [{ effect: String(body.effect), to: body.to as PersonId[], at: noticed }] : [],
  );
  return found.flatMap(({ terms }) => {
    const stretches = stretchesIn(streams.get(nonconformityStream(terms.key)) ?? [], until);
    const about = words.filter(({ effect }) => effect.startsWith(`${terms.key}:`));
    return topManagement(org).flatMap((top) => {
      const heard = about.filter(({ to }) => to.includes(top));
      return stretches
        .flatMap((stretch) => silentWeeks(stretch, heard))
        .map((week) => `${terms.display}: ${nameOf(org, top)} was not told in week ${week} past its deadline`);
    });
  });
}

function stretchesIn(events: RecordedEvent[], until: Instant): Stretch[] {
  const stretches: Stretch[] = [];
  let state: NonconformityState | undefined;
  let open: Omit<Stretch, 'to'> | undefined;
  for (const event of events) {
    state = evolveNonconformity(state, event);
    const noticed = state.resolved || state.closed ? undefined : state.overdue?.noticed;
    if (open && !noticed) {
      stretches.push({ ...open, to: event.at });
      open = undefined;
    }
    if (noticed && !open) open = { noticed, from: event.noticed };
  }
  return open ? [...stretches, { ...open, to: until }] : stretches;
}

/** Weeks that began in the stretch, so long before its end that their word must have gone out. */
function silentWeeks({ noticed, from, to }: Stretch, heard: Word[]): number[] {
  const silent: number[] = [];
  const begin = (week: number) => plusMs(noticed, week * WEEK_MS);
  for (let week = 0; begin(week + 1 + PATIENCE_WEEKS) <= to; week++)
    if (begin(week) >= from && !heard.some(({ effect, at }) => at >= noticed && weekOf(effect) === week))
      silent.push(week);
  return silent;
}

/** Which week's word it was; the first one may be the comment on the deadline. */
function weekOf(effect: string): number | undefined {
  const [said, week = '0'] = /:overdue:[^Z]+Z(?::(\d+)(?::[^:]+)?)?$/.exec(effect) ?? [];
  return said === undefined ? undefined : Number(week);
}
