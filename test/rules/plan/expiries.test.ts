import { describe, expect, it } from '@jest/globals';
import { calendarOf } from '../../../rules/calendar/working-day.ts';
import { owedBy } from '../../../rules/plan/renewals.ts';
import { planUntil } from '../../../rules/plan.ts';
import type { Programme } from '../../../rules/programme.ts';
import { days, duty, programme } from '../programmes.ts';

const FROM = '2027-01-04T07:00:00.000Z';

function planned(made: Programme) {
  const applied = new Map(owedBy(made).map(({ id }) => [id, { at: FROM, version: 1 }]));
  const ledger = { applied, identities: new Set<string>() };
  return planUntil(made, calendarOf(made, []), ledger, FROM, '2027-12-31T23:00:00.000Z');
}

function made(until?: string): Programme {
  const competence = duty({ id: 'competence', ladder: 'L1', first: '2028-03-01', on: ['competence-expires'] });
  const { people, ...rest } = programme([competence, duty({ id: 'other', first: '2028-03-01' })]);
  const auditor = until === undefined ? undefined : { until, proof: 'lead auditor, 2025' };
  return { ...rest, people: people.map((p) => (p.id === 'sam' && auditor ? { ...p, competence: { auditor } } : p)) };
}

describe('a competence that runs out', () => {
  it('is a duty of its own, due by its last working day, which no delay of ours moves', () => {
    expect(planned(made('2027-06-20'))).toMatchObject([
      { duty: 'competence:sam', due: { date: '2027-06-18' }, opens: '2027-05-18T22:00:00.000Z' },
    ]);
    expect(owedBy(made('2027-06-20')).at(-1)).toMatchObject({ external: true, title: 'Access review: sam' });
  });

  it('is owed also by a duty that is on something else, too', () => {
    const { duties, ...rest } = made('2027-06-20');
    const both = duties.map((d): typeof d => (d.on ? { ...d, on: ['joiner', ...d.on] } : d));
    expect(planned({ ...rest, duties: both }).map((o) => o.duty)).toEqual(['competence:sam']);
  });

  it('is owed by its own last day, also where the duty itself comes before another one', () => {
    const { duties, ...rest } = made('2027-06-20');
    const tied = duties.map((d): typeof d => (d.on ? { ...d, before: { duty: 'other', by: days(30) } } : d));
    expect(planned({ ...rest, duties: tied })).toContainEqual(
      expect.objectContaining({ duty: 'competence:sam', period: '2027-06-20' }),
    );
  });

  it('is none where nobody is named competent, or no duty is on it', () => {
    expect(planned(made())).toEqual([]);
    const { duties, ...rest } = made('2027-06-20');
    expect(planned({ ...rest, duties: duties.map(({ on: _, ...bare }) => bare) })).toEqual([]);
  });
});
