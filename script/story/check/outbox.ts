import { type Check, checked } from './check.ts';
import type { Effect, Facts } from './facts.ts';

/** @returns effects that should be on their way: the facts are not settled before they are done. */
export function underWay({ effects, now }: Pick<Facts, 'effects' | 'now'>): Effect[] {
  return effects.filter(({ state, not_before }) => state === 'leased' || (state === 'pending' && not_before <= now));
}

/** The opening that the killed worker left behind was taken up again and found its ticket; nothing else is stuck. */
export function crashSurvived(facts: Facts): Check {
  const openings = facts.effects.filter(({ kind, attempts }) => kind === 'ensure' && attempts > 1);
  const found = openings.filter(({ result }) => result?.created === false);
  const failed = facts.effects.filter(({ state }) => state === 'failed');
  const problems = [
    ...(found.length === 0 ? ['no interrupted opening was taken up and found its ticket'] : []),
    ...underWay(facts).map(({ key }) => `still under way: ${key}`),
    ...failed.map(({ key }) => `given up: ${key}`),
  ];
  const numbers = found.map(({ result, attempts }) => `${result?.number} at attempt ${attempts}`).join(', ');
  return checked('crash', problems, `interrupted opening found ${numbers}; nothing stuck, nothing given up`);
}

/** Nobody replaced a ticket, put one back, or changed the record: the story has no tampering in it. */
export function untouched({ events, verified }: Facts): Check {
  const replaced = events.filter(({ kind }) => ['gone', 'replaced'].includes(kind));
  const problems = [
    ...(verified.ok ? [] : [`dutybound verify: ${verified.said}`]),
    ...replaced.map(({ kind, stream }) => `the ticket of ${stream} is on record as ${kind}`),
  ];
  return checked('record', problems, `dutybound verify: ${verified.said}`);
}
