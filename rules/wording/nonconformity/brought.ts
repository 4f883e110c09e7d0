import { textOf } from '../../event.ts';
import { clocksFrom, hasDeadline } from '../../nonconformity/clock.ts';
import type { NonconformityState } from '../../nonconformity/state.ts';
import { nameOf, type Organisation } from '../../organisation.ts';
import type { Instant } from '../../time.ts';
import { day } from '../phrases.ts';

/**
 * @returns what entering a nonconformity that was kept before leads to, said before anything is written; undefined of one that is closed:
 * nothing follows from it.
 */
export function broughtLine(state: NonconformityState, org: Organisation, now: Instant): string | undefined {
  const { terms, grade, clocks, closed } = state;
  if (closed) return undefined;
  const what = `${terms.brought?.number ?? terms.display} “${textOf(terms.title)}” (${grade}, ${nameOf(org, terms.owner)})`;
  if (!hasDeadline(state)) return `${what}: no deadline before stage 2`;
  const by = day(org, clocks.resolve, 'long');
  if (clocks.resolve.at > now)
    return `${what}: plan by ${day(org, clocks.plan, 'long')}, resolved by ${by}${extended(state, org)}`;
  const passed = `${what}: was to be resolved by ${by}${extended(state, org)}`;
  if (grade === 'major')
    return `${passed}; a major past its deadline: top management is told, and weekly until it is resolved`;
  const next = clocksFrom(org.calendar, terms.clocks, 'major', now).clocks;
  const dates = `plan by ${day(org, next.plan, 'long')}, resolved by ${day(org, next.resolve, 'long')}`;
  return `${passed}; it becomes MAJOR as it is entered, and lead and top management are told: ${dates}`;
}

function extended({ extended: [given] }: NonconformityState, org: Organisation): string {
  return given ? `, its one extension, agreed by ${nameOf(org, given.by)}` : '';
}
