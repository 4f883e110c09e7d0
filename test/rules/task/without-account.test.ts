import { describe, expect, it } from '@jest/globals';
import type { Organisation } from '../../../rules/organisation.ts';
import { approvers, verifiers } from '../../../rules/task/people.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { organisation } from './people.ts';
import { rules } from './rules.ts';
import { at, terms } from './terms.ts';
import { heard, lastComment, run, type World, world } from './world.ts';

/** The organisation, in which those have no account at the tracker. */
function without(...people: string[]): Organisation {
  const org = organisation();
  return { ...org, accounts: org.accounts.filter(({ person }) => !people.includes(person)) };
}

/** Sam's task, which nobody verifies: only Jonas, Sam's manager, stands nearer than the lead. */
const unverified = { verifier: undefined } as object;

function asking(org: Organisation): World {
  const w = run(world(rules, { org, terms: unverified }), at('04-14 10:00'));
  heard(w, 'sam', '/extend 2027-04-23 because the export is late');
  return w;
}

describe('an owner’s manager without an account at the tracker', () => {
  it('is skipped: the lead is asked, and decides', () => {
    const w = asking(without('jonas'));
    expect(lastComment(w)).toMatch(/^@mara-lindt Sam Okoro asks for 23 April/);
    expect(heard(w, 'elena', '/approve')).toContain('on this ticket Mara Lindt may approve');
    expect(heard(w, 'mara', '/approve')).toBe('Now due on 23 April, approved by Mara Lindt (1 of 2).');
  });

  it('with one decides before the lead', () => {
    const w = asking(organisation());
    expect(heard(w, 'mara', '/approve')).toContain('on this ticket Jonas Weber may approve');
    expect(heard(w, 'jonas', '/approve')).toContain('Now due on 23 April');
  });

  it('beside a verifier is not named: the verifier decides alone', () => {
    const state = { terms: terms({ verifier: 'priya' }), assignee: 'sam', extension: { by: 'sam' } };
    const asked = (org: Organisation) => approvers(state as unknown as TaskState, org, 'extension').allowed;
    expect(asked(without('jonas'))).toEqual(['priya']);
    expect(asked(without('jonas', 'priya', 'mara'))).toEqual(['elena']);
    expect(asked(without('jonas', 'priya', 'mara', 'elena'))).toEqual(['priya', 'jonas']);
  });

  it('is no verifier either, who came to be it by a reassignment', () => {
    const state = { terms: terms({ verifier: 'manager' }), stage: 'open', assignee: 'sam', given: [] };
    expect(verifiers(state as unknown as TaskState, without('jonas'))).toEqual(['mara']);
    expect(verifiers(state as unknown as TaskState, organisation())).toEqual(['jonas']);
  });
});
