import type { Programme } from '../programme.ts';
import type { Change } from '../weakening/change.ts';
import { dutyDifference } from './difference/duty.ts';
import { personDifference, roleDifference } from './difference/people.ts';
import {
  authorityDifference,
  clockDifference,
  criteriaDifference,
  ladderDifference,
  retentionDifference,
} from './difference/rules.ts';

/** A change, with what it means in words. */
export interface Said extends Change {
  words: string;
}

/**
 * @param was the programme before. @param is the one after. @returns each change with what it means in words, the titles of duties and the
 * names of people, as whoever decides it reads it: nobody at the top of an organisation knows the keys of a file (6.3).
 */
export function saidChanges(changes: Change[], was: Programme, is: Programme): Said[] {
  return changes.map((change) => ({ ...change, words: wordsOf(change, was, is) ?? change.what }));
}

/** @returns the words, and in parentheses where it stands in the file. */
export function saidWithPlace({ words, path }: Said): string {
  return `${words} (${path})`;
}

function wordsOf(change: Change, was: Programme, is: Programme): string | undefined {
  const [root] = change.path.split('.');
  if (root === 'duties') return ofDuty(change, was, is);
  if (root === 'roles') return roleDifference(change, was, is);
  if (root === 'people') return personDifference(change, was, is);
  if (root === 'clocks') return clockDifference(change);
  if (root === 'ladders') return ladderDifference(change);
  if (root === 'riskCriteria') return criteriaDifference(was, is);
  if (root === 'retention') return retentionDifference(was, is);
  return root === 'authorities' ? authorityDifference(change, was, is) : undefined;
}

function ofDuty(change: Change, was: Programme, is: Programme): string {
  const duty = [...was.duties, ...is.duties].find(({ id }) => id === change.duty);
  return `${duty?.title ?? change.duty}: ${dutyDifference(change, was, is) ?? change.what}`;
}
