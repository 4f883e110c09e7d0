import { describe, expect, it } from '@jest/globals';
import { organisation } from '../task/people.ts';
import { rules } from '../task/rules.ts';
import { at } from '../task/terms.ts';
import { assigns, lastComment, run, world } from '../task/world.ts';

function checking(org = organisation()) {
  const w = world(rules, { org, terms: { kind: 'benefit-check', slot: 'benefit', owner: 'mara' } });
  w.now = at('04-02 10:00');
  return w;
}

describe('whether an improvement helped', () => {
  it('is not said by whoever did it: given to somebody else, its check is put back', () => {
    const w = checking();
    assigns(w, 'mara', 'sam');
    run(w, at('04-02 11:00'));
    expect(w.state.assignee).toBe('mara');
    expect(lastComment(w)).toBe('This stays with Mara Lindt: whoever carried it out does not say whether it helped.');
  });

  it('is said by somebody else once its checker has left', () => {
    const w = checking();
    const { programme, accounts, ...org } = w.org;
    const people = programme.people.filter(({ id }) => id !== 'mara');
    const gone = { ...programme, people, roles: { lead: ['jonas'], top: ['elena'] } };
    w.org = { ...org, programme: gone, accounts: accounts.filter(({ person }) => person !== 'mara') };
    assigns(w, 'jonas', 'jonas');
    run(w, at('04-02 11:00'));
    expect(w.state.assignee).toBe('jonas');
  });
});
