import { describe, expect, it } from '@jest/globals';
import { documentStages } from '../../../rules/document/stages.ts';
import { duty } from '../programmes.ts';
import { viewOf } from '../stage-view.ts';
import { rules } from '../task/rules.ts';
import { at } from '../task/terms.ts';
import { assigns, closes, run, says, world } from '../task/world.ts';

const reviewing = duty({ id: 'documents', kind: 'document-review', owner: 'mara', verifier: 'mara', evidence: [] });

describe('a document', () => {
  it('is not approved by its owner, though somebody else reviewed it for them', () => {
    const [draft] = documentStages.tasks.review?.(viewOf(reviewing)) ?? [];
    expect(draft?.terms.barred).toEqual(['mara']);
    const w = world(rules, { terms: { ...draft?.terms, owner: 'mara' } });
    w.now = at('04-02 10:00');
    assigns(w, 'mara', 'sam');
    run(w, at('04-02 11:00'));
    says(w, 'sam', '/version 1.0 https://wiki.example.com/policy');
    closes(w, 'sam');
    run(w, at('04-02 12:00'));
    says(w, 'mara', '/accept');
    run(w, at('04-02 13:00'));
    expect(w.state).toMatchObject({ stage: 'submitted', verification: { asked: ['elena'] } });
    says(w, 'elena', '/accept');
    run(w, at('04-02 14:00'));
    expect(w.state.verified).toMatchObject({ by: 'elena' });
  });

  it('of somebody who is everybody is not left without an approver', () => {
    const view = viewOf(reviewing, {}, { roles: { lead: ['mara'], top: ['mara'] } });
    expect(documentStages.tasks.review?.(view)[0]?.terms.barred).toBeUndefined();
  });
});
