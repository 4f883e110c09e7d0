import { describe, expect, it } from '@jest/globals';
import { evolveRisk } from '../../../rules/risk/evolve.ts';
import type { Risk } from '../../../rules/risk/state.ts';
import { riskRow } from '../../../rules/risk/table.ts';

const event = (kind: string, day: string, body: object) => {
  return { stream: 'documented/risk/R-1', kind, actor: 'person:sam', at: `${day}T08:00:00.000Z`, body: { ...body } };
};
const level = (n: number, criteria = '5x5/8') => ({ consequence: n, likelihood: 1, level: n, limit: 8, criteria });
const identified = event('identified', '2027-01-01', { title: { text: 'Theft' }, owner: 'sam' });
const assessed = (n: number, day: string, criteria?: string) =>
  event('rated', day, { ...level(n, criteria), by: 'sam', occurrence: `a${day}` });
const treated = (residual: number, year: string) => [
  event('treatment-decided', `${year}-05-01`, {
    occurrence: year,
    option: 'modify',
    controls: [],
    text: { text: 'x' },
    by: 'sam',
  }),
  event('residual-rated', `${year}-06-01`, { ...level(residual), by: 'sam', occurrence: year }),
];
const row = (...events: ReturnType<typeof event>[]) =>
  riskRow([identified, ...events].reduce<Risk | undefined>(evolveRisk, undefined) as Risk);

describe('a risk in its table', () => {
  const first = [assessed(12, '2027-04-01'), ...treated(6, '2027')];

  it('stands against the assessment before as it was assessed, and against the residual before as it was left', () => {
    expect(row(...first, assessed(20, '2028-04-01'), ...treated(8, '2028'))).toMatchObject({
      level: 8,
      level_before_treatment: 20,
      last_level: 12,
      last_rated: '2027-04-01T08:00:00.000Z',
      change: '8',
      residual: 8,
      last_residual: 6,
      residual_change: '2',
    });
  });

  it('is new where nothing was before, and has no change before anybody rated it', () => {
    expect(row(...first)).toMatchObject({ last_level: undefined, change: 'new', residual_change: 'new' });
    expect(row(assessed(12, '2027-04-01'))).toMatchObject({ change: 'new', residual: undefined, residual_change: '' });
    expect(row()).toMatchObject({ change: '', residual_change: '' });
  });

  it('is not comparable across scales', () => {
    const other = row(...first, assessed(3, '2028-04-01', '3x3/4'));
    expect(other).toMatchObject({ last_level: 12, last_criteria: '5x5/8', change: 'not comparable' });
  });
});
