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
  const org = organisation({ duties: [duty({ clauses: ['A.5.18', '6.1.2 a'], owner: 'sam', verifier: 'mara' })] });
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
    ['verifies', 'mara', { clause: 'A.5.18' }, {}],
    ['did', 'ken', { clause: 'A.8.2' }, { tasks: done('ken', '2027-01-04T10:00:00.000Z') }],
  ])('finds whoever %s what they audit', (_, by, says, parts) => {
    const { ok, detail } = nobodyAuditedTheirOwnWork(life(by, says, parts));
    expect(ok).toBe(false);
    expect(detail).toMatch(/^Internal audit: \w+ audited (6\.1|A\.5\.18|A\.8\.2), in which/);
  });
});
