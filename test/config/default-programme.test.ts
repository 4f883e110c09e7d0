import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { calendarOn } from '../../activities/holidays.ts';
import { parseProgramme } from '../../config/programme.ts';
import { planUntil } from '../../rules/plan.ts';
import { namedBy } from '../../rules/simulation/summary/clauses.ts';
import { seldomLines } from '../../rules/wording/yearly.ts';

const FROM = '2027-01-04T07:00:00.000Z';
const UNTIL = '2030-01-03T23:00:00.000Z';

const source = readFileSync(new URL('../../examples/default.yaml', import.meta.url), 'utf8');
const parsed = parseProgramme(source, 'default.yaml');
if ('mistakes' in parsed) throw new Error(JSON.stringify(parsed.mistakes));
const { programme } = parsed;
const calendar = calendarOn(programme, FROM);
const applied = new Map(programme.duties.map(({ id }) => [id, { at: FROM, version: 1 }]));
const planned = planUntil(programme, calendar, { applied, identities: new Set() }, FROM, UNTIL);

/** Every duty that a company of fifty owes, and how often in three years: incidents and changes when they come. */
const OWED: Record<string, number> = {
  ...{ 'context-and-parties': 3, scope: 3, 'processes-and-roles': 7, policy: 3, 'policy-acknowledgement': 3 },
  ...{ 'isms-risks': 3, 'risk-criteria': 3, 'risk-assessment': 3, 'treatment-progress': 11, soa: 3 },
  ...{ 'objectives-set': 3, 'objectives-measured': 22, 'operations-metrics': 36, competence: 3, awareness: 3 },
  ...{ 'awareness-spot-check': 6, 'communication-plan': 3, documents: 18, 'retention-and-restore': 3, supplier: 9 },
  ...{ 'supplier-other': 4, 'access-privileged': 12, 'access-all': 6, 'leaver-sample': 12, 'legal-register': 6 },
  ...{ 'confidentiality-agreements': 3, assets: 6, vulnerabilities: 36, 'penetration-test': 3, 'restore-test': 12 },
  ...{ 'continuity-test': 3, 'incident-exercise': 3, 'internal-audit': 6, 'audit-programme': 3 },
  ...{ 'management-review': 4, incident: 0, change: 0 },
};

describe('the default programme', () => {
  it('opens each duty as often as it is owed in three years', () => {
    const count = (duty: string) => planned.filter((o) => o.duty === duty).length;
    expect(Object.fromEntries(programme.duties.map(({ id }) => [id, count(id)]))).toEqual(OWED);
  });

  it('leaves no clause with a requirement out', () => {
    expect(namedBy(programme).leftOut).toEqual([]);
    expect(namedBy(programme).otherwise.map(({ clause }) => clause)).toEqual(['5.1', '7.1', '10.2']);
    const without = { ...programme, duties: programme.duties.filter(({ id }) => id !== 'competence') };
    expect(namedBy(without).leftOut).toEqual(['7.2']);
  });

  it('leaves no year without a risk assessment and a management review', () => {
    expect(seldomLines(programme, calendar, FROM.slice(0, 10))).toEqual([]);
  });

  it('has somebody check every duty, and names nobody but by role', () => {
    const people = new Set(programme.people.map(({ id }) => id));
    // A management review is signed by top management whatever the file says.
    const unchecked = programme.duties.filter(
      ({ verifier, kind }) => verifier === undefined && kind !== 'management-review',
    );
    expect(unchecked).toEqual([]);
    const named = programme.duties.flatMap(({ owner, verifier, subjects }) => [
      owner,
      verifier,
      ...subjects.map((s) => s.owner),
    ]);
    expect(named.filter((who) => who !== undefined && people.has(who))).toEqual([]);
  });

  it('has no command in it that would say the same for every ticket', () => {
    expect(source).toContain('--seed NUMBER');
    expect(source).not.toMatch(/--seed \d/);
  });

  it('has the lead check what risk owners treat and what is changed, for both are checked by somebody else (8.1, 8.3)', () => {
    const who = (id: string) => {
      const { owner, verifier } = programme.duties.find((duty) => duty.id === id) ?? {};
      return [owner, verifier];
    };
    expect(who('treatment-progress')).toEqual(['role:risk-owner', 'role:lead']);
    expect(who('change')).toEqual(['role:cto', 'role:lead']);
  });

  it('has HR check who acknowledged the policy, asks every supplier for a certificate, and opens audits by their ladder', () => {
    const the = (id: string) => programme.duties.find((duty) => duty.id === id);
    expect(the('policy-acknowledgement')).toMatchObject({ owner: 'role:lead', verifier: 'role:hr' });
    for (const id of ['supplier', 'supplier-other'])
      expect(the(id)?.evidence.map((item) => item.id)).toEqual(['certificate', 'incidents', 'verdict']);
    expect(the('internal-audit')).toMatchObject({ ladder: 'L1' });
    expect(the('internal-audit')).not.toHaveProperty('lead');
  });

  it('begins with fewer tickets than anybody has to agree to, and reviews the criteria 30 days before the assessment', () => {
    expect(planned.filter(({ opens }) => opens <= FROM).length).toBeLessThan(10);
    const period = (duty: string) => Date.parse(planned.find((o) => o.duty === duty)?.period ?? '');
    expect(period('risk-assessment') - period('risk-criteria')).toBe(30 * 86_400_000);
  });
});
