import type { Verb } from '../commands.ts';
import { evaluators } from '../improvement/people.ts';
import { namesOf, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { ownersIn } from '../risk/owner.ts';
import { conceders } from '../risk-treatment/people.ts';
import { answerers } from '../triage/people.ts';
import { barredFrom, judges } from './effectiveness.ts';
import type { KindByWord } from './kinds.ts';
import { changeDeciders } from './people.ts';
import { repeatsDeciders } from './repeats.ts';
import type { TaskKind } from './state.ts';
import type { TaskTurn } from './turn.ts';

/** By which words certain people end tasks of a kind, and who they are at present. */
interface Deciding {
  words: Verb[];
  people(turn: TaskTurn): PersonId[];
}

const kinds: Partial<Record<TaskKind, Deciding>> = {
  'programme-change': { words: ['approve', 'deny'], people: ({ state, org }) => changeDeciders(state, org) },
  triage: { words: ['answer'], people: ({ state, org }) => answerers(state, org) },
  repeats: { words: ['accept', 'reject'], people: ({ state, org }) => repeatsDeciders(state.terms.process, org) },
  improvement: { words: ['adopt', 'action', 'decline'], people: ({ state, org }) => evaluators(state, org) },
  'risk-criteria': { words: ['approve', 'deny'], people: ({ org }) => topManagement(org) },
  'risk-acceptance': { words: ['accept', 'reject'], people: ({ state, org }) => ownersIn(state, org) },
  'risk-concession': { words: ['approve', 'deny'], people: ({ state, org }) => conceders(state, org) },
  'effectiveness-review': {
    words: ['effective', 'ineffective'],
    people: (turn) => judges(turn.state, turn.org, barredFrom(turn)),
  },
} satisfies Record<KindByWord, Deciding>;

/**
 * @returns who decides a ticket by that word, by name; empty where nobody does, or it is over; undefined for a word that does not end
 * tasks of the kind (domain: authority).
 */
export function whoDecidesBy(turn: TaskTurn, verb: Verb): string | undefined {
  const { state, org } = turn;
  const deciding = kinds[state.terms.kind];
  if (!deciding?.words.includes(verb)) return undefined;
  return state.stage === 'ended' ? '' : namesOf(org, deciding.people(turn), 'or');
}
