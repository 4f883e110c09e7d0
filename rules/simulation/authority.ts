import { personIn } from '../actor.ts';
import { amount } from '../wording/phrases.ts';
import { standsInFor } from './authority/levels.ts';
import { type Decision, decisionsIn } from './decisions.ts';
import { type Invariant, invariant, type Life } from './life.ts';

/** Every decision has an author with the authority: recomputed from the log, event by event, from who held what (domain: authority). */
export function everyDecisionHasItsAuthority(life: Life): Invariant {
  const decisions = decisionsIn(life);
  const faults = decisions.flatMap((decision) => faultIn(decision, life));
  return invariant('every decision has an author with the authority', amount(decisions.length, 'decision'), faults);
}

function faultIn({ display, event, by, ruling }: Decision, { org }: Life): string[] {
  if (personIn(event.actor) !== by) return [`${display}: ${event.kind} by ${by} was recorded of ${event.actor}`];
  if (standsInFor(org, ruling, by, event.at)) return [];
  return [`${display}: ${event.kind} by ${by}; allowed: ${ruling.allowed.join(', ') || 'nobody'}`];
}
