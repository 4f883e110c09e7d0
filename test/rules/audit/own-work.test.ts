import { describe, expect, it } from '@jest/globals';
import { nobodyAuditedTheirOwnWork } from '../../../rules/simulation/audits.ts';
import type { Life } from '../../../rules/simulation/life.ts';
import { duty } from '../programmes.ts';
import { organisation } from '../task/people.ts';
import { terms } from '../task/terms.ts';

const at = '2027-04-07T10:00:00.000Z';
const event = (kind: string, body: object) => ({ stream: 'task/k7', kind, actor: 'engine', at, body });

/** An audit in which somebody states a scope or finds something. */
function life(by: string, says: object, parts: Partial<Life> = {}): Life {
  const planned = { terms: terms({ kind: 'internal-audit', title: { text: 'Internal audit' } }), assignee: by };
  const evidence = { item: 'findings', by, at, how: 'text', name: { text: 'x' }, says };
  const events = [event('planned', planned), event('evidence-given', { evidence, cause: 'c1' })];
  const subjects = [{ id: 'crm', title: 'CRM', owner: 'priya' }];
  const owned = duty({ clauses: ['A.5.18', '6.1.2 a'], owner: 'sam', verifier: 'manager', process: 'keys', subjects });
  const org = organisation({ duties: [owned], processes: [{ id: 'keys', title: 'Keys', owner: 'elena' }] });
  return { events, org, tasks: [], ...parts } as unknown as Life;
}

function done(by: string, on: string, kind = 'review') {
  const submission = { at: on, implementers: [by] };
  return [{ terms: terms({ kind: kind as 'review', clauses: ['A.8.2'] }), submission }] as unknown as Life['tasks'];
}

describe('nobody audited their own work', () => {
  it('holds where whoever audits has no part in it', () => {
    expect(nobodyAuditedTheirOwnWork(life('ken', { rows: ['A.5.18', '6.1'] }))).toMatchObject({
      ok: true,
      detail: '1 scope and 0 findings',
    });
    const long = { tasks: done('ken', '2026-04-01T10:00:00.000Z') };
    expect(nobodyAuditedTheirOwnWork(life('ken', { clause: 'A.8.2' }, long)).ok).toBe(true);
  });

  it.each([
    ['owns', 'sam', { rows: ['6.1'] }, {}],
    ['verifies', 'jonas', { clause: 'A.5.18' }, {}],
    ['owns a subject of', 'priya', { clause: 'A.5.18' }, {}],
    ['owns the process of', 'elena', { rows: ['A.5.18'] }, {}],
    ['manages who did', 'jonas', { clause: 'A.8.2' }, { tasks: done('sam', '2027-01-04T10:00:00.000Z') }],
    ['did', 'ken', { clause: 'A.8.2' }, { tasks: done('ken', '2027-01-04T10:00:00.000Z') }],
  ])('finds whoever %s what they audit', (_, by, says, parts) => {
    const { ok, detail } = nobodyAuditedTheirOwnWork(life(by, says, parts));
    expect(ok).toBe(false);
    expect(detail).toMatch(/^Internal audit: \w+ audited (6\.1|A\.5\.18|A\.8\.2), in which/);
  });

  it('finds whoever manages somebody with a part in it, and the lead at what leads keep', () => {
    const managed = organisation({ duties: [duty({ owner: 'sam', process: 'none' })] });
    expect(nobodyAuditedTheirOwnWork(life('jonas', { clause: 'A.5.18' }, { org: managed })).detail).toContain('jonas');
    expect(nobodyAuditedTheirOwnWork(life('ken', { clause: 'A.5.18' }, { org: managed })).ok).toBe(true);
    for (const rows of [['7.5'], ['9.1'], ['9.2'], ['9.3'], ['10.2']]) {
      expect(nobodyAuditedTheirOwnWork(life('mara', { rows })).detail).toContain(`mara audited ${rows[0]}`);
      expect(nobodyAuditedTheirOwnWork(life('ken', { rows })).ok).toBe(true);
    }
    expect(nobodyAuditedTheirOwnWork(life('mara', { rows: ['7.4', '10.1'] })).ok).toBe(true);
  });
});
