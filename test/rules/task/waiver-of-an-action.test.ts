import { describe, expect, it } from '@jest/globals';
import { approvers } from '../../../rules/task/people.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { organisation } from './people.ts';
import { terms } from './terms.ts';

const org = organisation();
const origin = { nonconformity: 'n1', display: 'NC-2027-001', round: 1 };

/** Sam's task, of a nonconformity whose plan Mara agreed; Jonas is Sam's manager. */
function action(clauses = ['A.5.18']): TaskState {
  const state = { terms: terms({ origin, owner: 'sam', verifier: 'mara', clauses }), assignee: 'sam' };
  return { ...state, waiver: { by: 'sam' }, extension: { by: 'sam' } } as unknown as TaskState;
}

describe('an action of a nonconformity', () => {
  it('is waived by whoever agreed the plan, not by its owner’s manager, who may give it more time', () => {
    expect(approvers(action(), org, 'waiver').allowed).toEqual(['mara']);
    expect(approvers(action(), org, 'extension').allowed).toEqual(['mara', 'jonas']);
  });

  it('of a clause that the standard demands is waived by top management alone', () => {
    expect(approvers(action(['9.2']), org, 'waiver').allowed).toEqual(['elena']);
  });
});
