import { describe, expect, it } from '@jest/globals';
import { draftWork } from '../../../rules/task/terms.ts';
import { duty } from '../programmes.ts';
import { viewOf } from '../stage-view.ts';

function assignee(owner: string, held: string[], roles: Record<string, string[]> = { lead: ['mara'], top: ['elena'] }) {
  const view = viewOf(duty({ owner }), {}, { roles });
  const version = { ...view.version, roles: { ...view.version.roles, auditor: held } };
  return draftWork({ ...view, version }).assignee;
}

describe('a stage that is drafted after the programme changed', () => {
  it('is for whoever holds the role now, else held it when the occurrence opened, else the lead', () => {
    expect(assignee('role:auditor', ['ken'], { lead: ['mara'], top: ['elena'], auditor: ['priya'] })).toBe('priya');
    expect(assignee('role:auditor', ['ken'])).toBe('ken');
    expect(assignee('role:auditor', ['somebody-who-left'])).toBe('mara');
  });

  it('is for the lead where its owner has left', () => {
    expect(assignee('sam', [])).toBe('sam');
    expect(assignee('somebody-who-left', [])).toBe('mara');
  });
});
