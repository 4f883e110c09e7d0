import { describe, expect, it } from '@jest/globals';
import { parseProgramme } from '../../config/programme.ts';
import { compare } from '../../rules/weakening.ts';
import { SAMPLE } from './sample.ts';

const AUDIT = `audit:
  cycle: { from: 2027-01-01 }
  key_controls: [A.5.18, A.8.13]
  yearly: A.6.3
  stage_2: 2027-10-01
`;
const DUTY = `  internal-audit:
    kind: internal-audit
    title: Internal audit
    ask: Audit this year's share.
    clause: 9.2
    process: access
    owner: sam
    every: 6 months
    first: 2027-06-04
`;
const audited = SAMPLE.replace('duties:\n', `${AUDIT}duties:\n${DUTY}`).replace(
  '    github: sam-okoro\n',
  '    github: sam-okoro\n    competence: { auditor: { until: 2028-01-31, proof: "lead auditor, 2025" } }\n',
);

function read(text: string) {
  const found = parseProgramme(text, 'f');
  if ('mistakes' in found) throw new Error(JSON.stringify(found.mistakes));
  return found.programme;
}

function mistakes(from: string | RegExp, to: string): string[] {
  const text = audited.replace(from, to);
  if (text === audited) throw new Error(`nothing is replaced: ${from}`);
  const found = parseProgramme(text, 'f');
  return 'mistakes' in found ? found.mistakes.map((m) => `${m.path} ${m.message}`) : [];
}

describe('an internal audit in the programme', () => {
  it('has a grid and an auditor', () => {
    const { audit, people } = read(audited);
    expect(audit).toEqual({
      cycle: { from: '2027-01-01', years: 3 },
      keyControls: ['A.5.18', 'A.8.13'],
      yearly: ['A.6.3'],
      stage2: '2027-10-01',
    });
    expect(people.find((p) => p.id === 'sam')?.competence).toEqual({
      auditor: { until: '2028-01-31', proof: 'lead auditor, 2025' },
    });
    expect(read(SAMPLE).audit).toBeUndefined();
  });

  it('may be written with the controls of 2013, which are what they became', () => {
    const before = audited.replace('[A.5.18, A.8.13]', '[A.9.2.5, A.9.2.6, A.12.3.1]').replace('A.6.3', 'A.18.2.3');
    const { audit, duties } = read(before.replace('clause: 9.2', 'clause: [9.2, A.18.2.1]'));
    expect([audit?.keyControls, audit?.yearly]).toEqual([
      ['A.5.18', 'A.8.13'],
      ['A.5.36', 'A.8.8'],
    ]);
    expect(duties.find(({ id }) => id === 'internal-audit')?.clauses).toEqual(['9.2', 'A.5.35']);
  });

  it.each([
    ['without a grid', AUDIT, '', ['audit internal audits need it: what has to be audited by when']],
    [
      'by somebody who is not competent',
      'owner: sam\n    every: 6',
      'owner: priya\n    every: 6',
      ['duties.internal-audit.owner nobody here is named as competent to audit'],
    ],
    [
      'that may be verified by whoever did it',
      'kind: internal-audit\n',
      'kind: internal-audit\n    self_verification: true\n',
      ['duties.internal-audit.self_verification nobody verifies an audit of their own'],
    ],
    ['with a key control that is none', 'A.8.13', '9.2', ['audit.key_controls[1] cannot be used']],
    ['with a cycle of no years', '2027-01-01 }', '2027-01-01, years: 0 }', ['audit.cycle.years cannot be used']],
    [
      'with a competence that nothing shows',
      ', proof: "lead auditor, 2025"',
      '',
      ['people.sam.competence.auditor.proof is missing'],
    ],
  ])('%s is a mistake', (_, from, to, said) => {
    expect(mistakes(from, to)).toEqual(said);
  });

  it('with a cycle that is longer than a certificate’s is a mistake: within three years all of Annex A is audited', () => {
    const cycle = (years: number) => audited.replace('2027-01-01 }', `2027-01-01, years: ${years} }`);
    expect(read(cycle(3)).audit?.cycle.years).toBe(3);
    expect(parseProgramme(cycle(4), 'f')).toMatchObject({
      mistakes: [{ path: 'audit.cycle.years', found: '"4"', allowed: 'a whole number from 1 to 3' }],
    });
  });
});

describe('an audit programme gets weaker', () => {
  it.each([
    ['when its cycle begins later', '2027-01-01', '2027-02-01', ['audit.cycle']],
    ['when a key control is left out', ', A.8.13', '', ['audit.keyControls']],
    ['when something is no longer yearly', '  yearly: A.6.3\n', '', ['audit.yearly']],
    ['when stage 2 is later', '2027-10-01', '2027-11-01', ['audit.stage2']],
    ['but not by more of it', '[A.5.18, A.8.13]', '[A.5.18, A.8.13, A.8.8]', []],
    ['nor by an earlier stage 2', '2027-10-01', '2027-09-01', []],
  ])('%s', (_, from, to, weaker) => {
    const changes = compare(read(audited), read(audited.replace(from, to)));
    expect(changes).toHaveLength(1);
    expect(changes.filter((c) => c.weaker).map((c) => c.path)).toEqual(weaker);
  });

  it('when its cycle is longer', () => {
    const cycle = (years: number) => read(audited.replace('2027-01-01 }', `2027-01-01, years: ${years} }`));
    expect(compare(cycle(2), cycle(3)).map(({ path, weaker }) => [path, weaker])).toEqual([['audit.cycle', true]]);
  });

  it('when it is given up with its audits', () => {
    const changes = compare(read(audited), read(audited.replace(AUDIT, '').replace(DUTY, '')));
    expect(changes.filter((c) => c.weaker).map((c) => c.path)).toEqual(['duties.internal-audit', 'audit']);
  });
});
