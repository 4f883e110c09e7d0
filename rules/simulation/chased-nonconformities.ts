import type { RecordedEvent } from '../event.ts';
import { hasDeadline } from '../nonconformity/clock.ts';
import { evolveNonconformity } from '../nonconformity/evolve.ts';
import { type NonconformityState, nonconformityStream } from '../nonconformity/state.ts';
import { earliest, type Instant, later } from '../time.ts';
import { type Chased, contactIn } from './chased.ts';
import { byStream, type Life } from './life.ts';

/** After these it is chased again, or for the first time: what passed before is caught up with by one message. */
const RESUMED = ['opened', 'found', 'unresolved'];

/**
 * @returns the chases of every nonconformity, on its plan until that is agreed and on its resolution until that is reached, for each pair of
 * dates that it had: a grade, a round, an extension, or the body's letter gives new ones.
 */
export function chasedNonconformities({ events, found, org, until }: Life): Chased[] {
  const streams = byStream(events);
  return found.flatMap(({ terms }) => chasesIn(streams.get(nonconformityStream(terms.key)) ?? [], org, until));
}

function chasesIn(events: RecordedEvent[], org: Life['org'], until: Instant): Chased[] {
  const chased: Chased[] = [];
  let state: NonconformityState | undefined;
  let since: Instant = '';
  for (const event of events) {
    const before = state;
    state = evolveNonconformity(before, event);
    const isDated = state.clocks !== before?.clocks;
    if (before && isDated) chased.push(...chasesOf(before, since, event.at, org));
    if (isDated || RESUMED.includes(event.kind)) since = later(since, event.noticed);
  }
  return state ? [...chased, ...chasesOf(state, since, until, org)] : chased;
}

function chasesOf(state: NonconformityState, since: Instant, until: Instant, org: Life['org']): Chased[] {
  const { terms, thread, from, clocks, rungs, plan, resolved, closed } = state;
  if (!hasDeadline(state) || thread.openedAt === undefined) return [];
  const ended = earliest(resolved?.at, closed?.at, thread.gone?.since, until) ?? until;
  // Where two are due together one message stands for both; for none it is silence.
  const sent = rungs.filter(({ at }) => rungs.some((other) => other.at === at && other.to.length > 0));
  const chase = (of: 'plan' | 'resolve', what: string, end: Instant): Chased => ({
    what: `${terms.display}, ${what}`,
    climb: { ladder: terms.ladder, opens: from, due: clocks[of], ...contactIn(org) },
    sent: sent.filter((rung) => rung.of === of),
    since: later(since, clocks[of].at),
    ended: end,
  });
  const agreed = earliest(plan.agreed?.at, ended) ?? ended;
  return [chase('plan', 'to plan', agreed), chase('resolve', 'to resolve', ended)];
}
