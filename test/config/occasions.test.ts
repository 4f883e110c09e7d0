import { describe, expect, it } from '@jest/globals';
import { formatMistakes, parseProgramme } from '../../config/programme.ts';
import { edited, programmeOf } from './sample.ts';

const DATES = '    every: 3 months\n    first: 2027-04-16\n';

function mistakesOf(text: string): string[] {
  const result = parseProgramme(text, 'f');
  return 'mistakes' in result ? formatMistakes(result.mistakes).split('\n') : [];
}

describe('a duty that is owed on something', () => {
  it('needs no dates; one that leads incidents or changes says so by its kind', () => {
    expect(programmeOf(edited(DATES, '    on: joiner\n')).duties[0]).toMatchObject({ on: ['joiner'] });
    expect(programmeOf(edited(DATES, '    on: joiner\n')).duties[0]).not.toHaveProperty('first');
    const incident = edited(DATES, '').replace('kind: evidence-request', 'kind: incident');
    expect(programmeOf(incident).duties[0]).toMatchObject({ on: ['incident'] });
    const both = edited(DATES, `${DATES}    on: [leaver]\n`).replace('kind: evidence-request', 'kind: change');
    expect(programmeOf(both).duties[0]).toMatchObject({ on: ['leaver'], first: '2027-04-16' });
    const exercise = edited(DATES, DATES).replace('kind: evidence-request', 'kind: incident');
    expect(programmeOf(exercise).duties[0]).not.toHaveProperty('on');
    expect(programmeOf(edited(DATES, DATES)).duties[0]).not.toHaveProperty('on');
    const campaign = edited(DATES, '    joiner: 14 days\n')
      .replace('kind: evidence-request', 'kind: campaign')
      .replace(/ {4}subjects: .*\n/, '');
    expect(programmeOf(campaign).duties[0]).toMatchObject({ joiner: { unit: 'days', n: 14 } });
  });

  it('is none of a word that nobody knows; without dates and events nothing would ever start it', () => {
    expect(mistakesOf(edited(DATES, '    on: fire\n'))).toEqual([
      'f:40:9 duties.access-review.on: cannot be used (found "fire"; allowed incident, change, joiner, leaver, failed-treatment, mover, role-holder-leaves, competence-expires)',
    ]);
    expect(mistakesOf(edited(DATES, ''))[0]).toContain('duties.access-review.first: is missing');
    expect(mistakesOf(edited(DATES, ''))[0]).toContain('or "on" with incident, change');
    expect(mistakesOf(edited(DATES, '    on: joiner\n    every: 3 months\n'))[0]).toContain(
      'first: is missing; "every" counts from it',
    );
  });
});

describe('authorities', () => {
  it('are told within a time of their own', () => {
    const text = edited('duties:\n', 'authorities: { dpa: { title: DPA, within: 72 h, owner: role:lead } }\nduties:\n');
    expect(programmeOf(text).authorities).toEqual([
      { id: 'dpa', title: 'DPA', within: { unit: 'ms', n: 259_200_000 }, owner: 'role:lead' },
    ]);
  });

  it('need a time, and somebody who is there', () => {
    const text = edited('duties:\n', 'authorities: { dpa: { title: DPA, owner: max } }\nduties:\n');
    expect(mistakesOf(text)).toEqual([
      expect.stringContaining('authorities.dpa.within: is missing'),
      expect.stringContaining('authorities.dpa.owner: nobody is called this'),
    ]);
  });
});

describe('the certificate', () => {
  const said = (text: string) => edited('duties:\n', `certificate: { body: TUV, ${text} }\nduties:\n`);

  it('has a first and a last day, or the audits that lead there', () => {
    const whole = said('decided: 2025-09-12, expires: 2028-09-11, surveillance: [2027-06-01, 2026-07-01]');
    expect(programmeOf(whole).certificate).toEqual({
      body: 'TUV',
      decided: '2025-09-12',
      expires: '2028-09-11',
      surveillance: ['2026-07-01', '2027-06-01'],
    });
    expect(programmeOf(said('stage1: 2027-01-10, stage2: 2027-03-10')).certificate).toMatchObject({
      stage1: '2027-01-10',
    });
  });

  it.each([
    ['expires: 2028-09-11', 'certificate.decided: is missing'],
    ['decided: 2025-09-12', 'certificate.expires: is missing'],
    ['decided: 2025-09-12, expires: 2025-09-11', 'certificate.expires: must be later than "decided"'],
    ['stage1: 2027-03-10, stage2: 2027-01-10', 'certificate.stage2: must be later than "stage1"'],
    ['stage1: soon', 'certificate.stage1: cannot be used'],
  ])('cannot be %s', (text, mistake) => {
    expect(mistakesOf(said(text)).join('\n')).toContain(mistake);
  });
});
