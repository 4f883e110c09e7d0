import { describe, expect, it } from '@jest/globals';
import type { TaskTerms } from '../../../rules/task/state.ts';
import { question } from '../../../rules/triage/questions.ts';
import { rules } from './rules.ts';
import { at } from './terms.ts';
import { heard, run, world } from './world.ts';

const byWord = { slot: 'decide', owner: 'elena', evidence: [] };
const questions = [question('scope', 'does the scope change?')];

const tickets: [string, Partial<TaskTerms>, string, string][] = [
  ['a programme change', { ...byWord, kind: 'programme-change', barred: ['mara'] }, '/approve', 'Elena Costa'],
  ['risk criteria', { ...byWord, kind: 'risk-criteria' }, '/deny because no', 'Elena Costa'],
  ['a concession', { ...byWord, kind: 'risk-concession', owner: 'sam' }, '/approve', 'Elena Costa'],
  ['an acceptance', { ...byWord, kind: 'risk-acceptance', owner: 'priya' }, '/accept', 'Priya Nair'],
  ['a proposal', { ...byWord, kind: 'repeats', owner: 'mara' }, '/reject because no', 'Elena Costa'],
  ['an improvement', { ...byWord, kind: 'improvement', owner: 'priya' }, '/decline other because no', 'Priya Nair'],
  ['a triage', { ...byWord, kind: 'triage', owner: 'mara', evidence: questions }, '/answer scope no', 'Mara Lindt'],
];

describe('somebody outside the programme, or who left it', () => {
  it.each(tickets)('is told who decides %s, once', (_, terms, text, who) => {
    const w = run(world(rules, { terms }), at('04-02 10:00'));
    expect(heard(w, 'otto', text)).toContain(`on this ticket ${who} may `);
    heard(w, 'otto', text);
    expect(w.comments.filter((c) => c.text.includes('was not recorded'))).toHaveLength(1);
  });

  it('is told that nobody may once it is decided', () => {
    const w = run(
      world(rules, { terms: { ...byWord, kind: 'programme-change', barred: ['mara'] } }),
      at('04-02 10:00'),
    );
    heard(w, 'elena', '/approve');
    expect(w.state.stage).toBe('ended');
    expect(heard(w, 'otto', '/deny because no')).toContain('nobody may do that now');
  });
});
