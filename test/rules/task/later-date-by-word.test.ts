import { describe, expect, it } from '@jest/globals';
import type { TaskTerms } from '../../../rules/task/state.ts';
import { question } from '../../../rules/triage/questions.ts';
import { rules } from './rules.ts';
import { at, endOf } from './terms.ts';
import { lastComment, run, says, world } from './world.ts';

const tickets: [string, Partial<TaskTerms>][] = [
  [
    'triage',
    { kind: 'triage', owner: 'mara', evidence: [question('scope', 'does the scope change?')], barred: ['sam'] },
  ],
  ['improvement', { kind: 'improvement', owner: 'mara', evidence: [] }],
];

/** A ticket of Mara's, who leads: what she asks for is Elena's to decide. */
function opened(of: Partial<TaskTerms>) {
  const w = world(rules, { terms: { slot: 'decide', verifier: 'mara', ...of } });
  w.now = at('04-02 10:00');
  const heard = (who: string, text: string) => {
    says(w, who, text);
    run(w, new Date(Date.parse(w.now) + 60_000).toISOString());
    return lastComment(w);
  };
  return { w, heard };
}

describe.each(tickets)('a later date of a ticket that only words end: %s', (_, of) => {
  it('is asked for and given like that of any task', () => {
    const { w, heard } = opened(of);
    expect(heard('mara', '/extend 2027-04-23 because Sam is away')).toContain('@elena-costa Mara Lindt asks for');
    expect(heard('mara', '/approve')).toContain('on this ticket Elena Costa may approve');
    expect(heard('elena', '/approve')).toContain('Now due on 23 April, approved by Elena Costa (1 of 2).');
    expect([w.state.due, w.state.extension]).toEqual([endOf('04-23'), undefined]);
    heard('mara', '/extend 2027-04-29 because Sam is still away');
    heard('elena', '/deny because it is urgent');
    expect(w.state).toMatchObject({ due: endOf('04-23'), stage: 'open' });
    expect(w.state.extension).toBeUndefined();
  });

  it('is all that is approved there: while none is asked for, the word decides nothing', () => {
    const { w, heard } = opened(of);
    expect(heard('elena', '/approve')).toContain('/approve decides nothing here.');
    expect(heard('elena', '/deny because no')).toContain('/deny decides nothing here.');
    expect(w.state.stage).toBe('open');
  });
});
