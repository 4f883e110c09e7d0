import type { Pace } from './pace.ts';
import type { Programme, Repeats, SecretRef, Tracker } from './programme.ts';

/** Of a programme that does not say how many chases somebody hears of one by one in a day (contact rule 7). */
export const CHASES_A_DAY = 3;
/** Of one that does not say how often each open ticket is looked at, ms. */
export const LOOK_MS = 86_400_000;
/** What a programme asks for that does not say how many minors on one process are put to the lead (domain: repeats). */
export const REPEATS: Repeats = { minors: 3, within: { unit: 'months', n: 12 } };

/** A tracker as releases before 0.3 kept it: the only login was a token of its own. */
type TokenTracker = Tracker & { token?: SecretRef };

/**
 * Versions of the programme stand in the register as they were applied, and are read for years.
 * @returns the programme in the present shape; itself where it has that. Pure; what is kept stays as it was written.
 */
export function inPresentShape(programme: Programme): Programme {
  return withPace(withRepeats(withLogins(programme)));
}

/** The first release looked at tickets once a day and sent three chases a day, and knew no words for either. */
function withPace(programme: Programme): Programme {
  const { pace, chasesADay }: { pace: Partial<Pace>; chasesADay?: number } = programme;
  if (pace.look !== undefined && chasesADay !== undefined) return programme;
  return {
    ...programme,
    pace: { ...programme.pace, look: pace.look ?? LOOK_MS },
    chasesADay: chasesADay ?? CHASES_A_DAY,
  };
}

/** Releases before 0.4 counted no repeats. */
function withRepeats(programme: Programme): Programme {
  const clocks: Partial<Programme['clocks']> = programme.clocks;
  return clocks.repeats ? programme : { ...programme, clocks: { ...programme.clocks, repeats: REPEATS } };
}

function withLogins(programme: Programme): Programme {
  const trackers: TokenTracker[] = programme.trackers;
  if (!trackers.some(({ token }) => token)) return programme;
  return { ...programme, trackers: trackers.map(withLogin) };
}

function withLogin({ token, ...tracker }: TokenTracker): Tracker {
  return token && tracker.kind === 'github' ? { ...tracker, login: { how: 'token', token } } : tracker;
}
