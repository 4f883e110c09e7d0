import type { Verb } from '../commands.ts';
import { leads, namesOf, type Organisation } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { annullers, extensionApprovers, ownersOf, planApprovers, planDeciders, regraders } from './people.ts';
import type { NonconformityState } from './state.ts';

/** @returns who may use a word in its ticket, by name; empty where nobody may as things stand (domain: authority). */
export function whoMay(state: NonconformityState, org: Organisation, verb: Verb): string {
  const named = (people: PersonId[]) => namesOf(org, [...new Set(people)], 'or');
  const anybody = 'people of the programme';
  if (state.closed) return verb === 'help' ? anybody : '';
  switch (verb) {
    case 'correction':
    case 'extent':
    case 'similar':
    case 'cause':
    case 'criterion':
    case 'no-action':
    case 'changes':
    case 'action':
      return `${named(ownersOf(state))} or their delegate`;
    case 'extend':
    case 'recurrence':
      return named([...ownersOf(state), ...leads(org)]);
    case 'approve':
    case 'deny':
      return named([...planDeciders(state, org), ...(state.extension ? extensionApprovers(state, org).allowed : [])]);
    case 'regrade':
      return named(regraders(state, org));
    case 'annul':
      return named(annullers(state, org));
    case 'accept':
    case 'reject':
      return state.proposal ? named(planApprovers(state, org)) : '';
    case 'sent':
    case 'accepted-plan':
    case 'validated':
      return state.external ? named(leads(org)) : '';
    default:
      return anybody;
  }
}
