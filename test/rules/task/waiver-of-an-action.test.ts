import { describe, expect, it } from '@jest/globals';
import { approvers } from '../../../rules/task/people.ts';
import type { TaskState, TaskTerms } from '../../../rules/task/state.ts';
import { organisation } from './people.ts';
import { rules } from './rules.ts';
import { at, terms } from './terms.ts';
import { lastComment, run, says, world } from './world.ts';

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

  it('is no duty that the standard demands, whatever its clause: whoever agreed the plan waives it, too', () => {
    expect(approvers(action(['9.2']), org, 'waiver').allowed).toEqual(['mara']);
  });
});

describe('what follows from a duty that the standard demands, without being one', () => {
  it.each<[string, Partial<TaskTerms>]>([
    ['an action of a nonconformity', { kind: 'action', origin }],
    ['an action of a management review', { kind: 'action', origin: { review: 'r1', display: 'MR-7K2' } }],
    ['an action that was brought along', { kind: 'action', origin: { brought: 'old-7' } }],
    ['an action of an opportunity for improvement', { kind: 'action', slot: 'act', improvement: 'OFI-7K2' }],
  ])('waived, raises no nonconformity, and the ticket speaks of none: %s', (_, of) => {
    const w = world(rules, { terms: { clauses: ['9.3.3'], verifier: 'mara', ...of } });
    run(says(run(w, at('04-14 10:00')), 'sam', '/waive because the shelf is gone'), at('04-14 10:05'));
    expect(lastComment(w)).toMatch(/until you \/approve or \/deny because ….$/);
    run(says(w, 'mara', '/approve'), at('04-14 10:10'));
    expect(w.state.waived).toMatchObject({ by: 'mara' });
    expect(lastComment(w)).toMatch(/^Waived by Mara Lindt: the shelf is gone\./);
    expect(lastComment(w)).not.toContain('nonconformity');
    expect(w.calls).toEqual([]);
  });

  it('unlike a stage of the duty itself', () => {
    const w = world(rules, { terms: { kind: 'risk-assessment', slot: 'prepare', clauses: ['8.2'] } });
    run(says(run(w, at('04-14 10:00')), 'sam', '/waive because nothing changed'), at('04-14 10:05'));
    run(says(w, 'elena', '/approve'), at('04-14 10:10'));
    expect(lastComment(w)).toContain('A minor nonconformity is raised, since nothing covers it.');
    expect(w.calls).toMatchObject([{ because: 'waived' }]);
  });
});
