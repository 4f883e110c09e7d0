import { describe, expect, it } from '@jest/globals';
import { L3 } from '../../../config/defaults.ts';
import { calendarOf } from '../../../rules/calendar/working-day.ts';
import { auditsOf } from '../../../rules/certification/audits.ts';
import { owedBy } from '../../../rules/plan/renewals.ts';
import { plan } from '../../../rules/plan.ts';
import type { Certificate, Programme } from '../../../rules/programme.ts';
import { compare } from '../../../rules/weakening.ts';
import { duty, L1, L2, programme } from '../programmes.ts';

const held: Certificate = { body: 'TUV Example', decided: '2025-09-12', expires: '2028-09-11', surveillance: [] };
const roles = { lead: ['mara'], top: ['elena'] };

function made(certificate?: Certificate): Programme {
  return programme([duty()], { ladders: [L1, L2, L3], roles, ...(certificate && { certificate }) });
}

function opened(certificate: Certificate, now: string, appliedAt = '2025-10-01T08:00:00.000Z') {
  const of = made(certificate);
  const applied = new Map(owedBy(of).map(({ id }) => [id, { at: appliedAt, version: 1 }]));
  const { open } = plan(of, calendarOf(of, []), { applied, identities: new Set() }, now);
  return open.filter((o) => o.duty.startsWith('certification:'));
}

describe('the audits of a certificate', () => {
  it('are a surveillance within 12 months, one in each calendar year after it, and a recertification before the last day', () => {
    expect(auditsOf(held).map(({ id, on }) => [id, on])).toEqual([
      ['surveillance-1', '2026-09-12'],
      ['surveillance-2', '2027-12-31'],
      ['recertification', '2028-06-11'],
    ]);
  });

  it('are on the days that the body has named, each within the time that it has', () => {
    const named = { ...held, surveillance: ['2026-07-01', '2027-06-15', '2028-02-01'] };
    expect(auditsOf(named).map(({ on }) => on)).toEqual(['2026-07-01', '2027-06-15', '2028-06-11']);
    const secondAlone = { ...held, surveillance: ['2027-06-15'] };
    expect(auditsOf(secondAlone).map(({ on }) => on)).toEqual(['2026-09-12', '2027-06-15', '2028-06-11']);
  });

  it('are one in each calendar year after that of the first audit, whenever in its 12 months that is, and none after the recertification', () => {
    const early = { ...held, decided: '2026-02-20', expires: '2029-02-19' };
    const days = (certificate: Certificate) => auditsOf(certificate).map(({ on }) => on);
    expect(days(early)).toEqual(['2027-02-20', '2028-11-19']);
    expect(days({ ...early, surveillance: ['2026-12-10'] })).toEqual(['2026-12-10', '2027-12-31', '2028-11-19']);
    expect(days({ ...early, surveillance: ['2026-12-10', '2027-11-03'] })).toEqual([
      ...['2026-12-10', '2027-11-03'],
      '2028-11-19',
    ]);
    expect(days({ ...held, decided: '2026-04-02', expires: '2029-04-01' })).toEqual([
      ...['2027-04-02', '2028-12-31'],
      '2029-01-01',
    ]);
  });

  it('are stage 1 and 2 before there is one', () => {
    const first = { body: 'TUV Example', stage1: '2025-05-05', stage2: '2025-07-07', surveillance: [] };
    expect(auditsOf(first).map(({ id }) => id)).toEqual(['stage-1', 'stage-2']);
  });
});

describe('what a certificate demands', () => {
  it('is to be ready by each audit: opened 75 days before, and no delay of the engine moves the day', () => {
    expect(opened(held, '2026-06-26T20:00:00.000Z').filter((o) => o.duty.endsWith('surveillance-1'))).toEqual([]);
    // 12 September 2026 is a Saturday.
    const due = { date: '2026-09-11', at: '2026-09-11T22:00:00.000Z' };
    const [late] = opened(held, '2026-07-10T08:00:00.000Z').filter((o) => o.duty.endsWith('surveillance-1'));
    expect(late).toMatchObject({ due, openedLateBy: expect.any(Number) });
    expect(late?.openedLateBy).toBeGreaterThan(0);
    expect(late).not.toHaveProperty('hardLimit');
  });

  it('is to look at the mark every three months until it ends', () => {
    const mark = opened(held, '2028-12-01T08:00:00.000Z').filter((o) => o.duty === 'certification:mark');
    expect(mark.map((o) => o.period)).toEqual([
      ...['2025-12-12', '2026-03-12', '2026-06-12', '2026-09-12', '2026-12-12', '2027-03-12'],
      ...['2027-06-12', '2027-09-12', '2027-12-12', '2028-03-12', '2028-06-12'],
    ]);
  });

  it('is checked by top management, unless the lead is all there is of it', () => {
    expect(owedBy(made(held)).at(-1)?.verifier).toBe('role:top');
    const alone = programme([], { ladders: [L1], roles: { lead: ['mara'], top: ['mara'] }, certificate: held });
    expect(owedBy(alone).at(-1)).not.toHaveProperty('verifier');
    const both = programme([], { ladders: [L1], roles: { lead: ['mara'], top: ['mara', 'elena'] }, certificate: held });
    expect(owedBy(both).at(-1)?.verifier).toBe('role:top');
  });

  it('is nothing without one; giving it up is a weakening', () => {
    expect(owedBy(made())).toEqual([duty()]);
    expect(compare(made(held), made()).map(({ path, weaker }) => [path, weaker])).toEqual([['certificate', true]]);
    expect(compare(made(), made(held)).map(({ weaker }) => weaker)).toEqual([false]);
  });

  it('is a weakening, too, where the dates that it is reckoned from go or end earlier; days that the body names are not', () => {
    const { body, surveillance } = held;
    const [decided, expires] = ['2025-09-12', '2028-09-11'] as const;
    const weaker = (after: Partial<Certificate>, before = held) =>
      compare(made(before), made({ body, surveillance, ...after })).map((c) => [c.path, c.weaker]);
    expect(weaker({ stage2: '2025-07-07' })).toEqual([['certificate', true]]);
    expect(weaker({ expires })).toEqual([['certificate', true]]);
    expect(weaker({ decided })).toEqual([['certificate', true]]);
    expect(weaker({ decided, expires: '2028-09-10' })).toEqual([['certificate', true]]);
    expect(weaker({ decided, expires: '2028-09-12' })).toEqual([['certificate', false]]);
    expect(weaker({ decided: '2028-09-12', expires: '2031-09-11' })).toEqual([['certificate', false]]);
    expect(weaker({ decided, expires, surveillance: ['2026-07-01'] })).toEqual([['certificate', false]]);
    const first = { body, surveillance, stage1: '2025-05-05', stage2: '2025-07-07' };
    expect(weaker({ ...first, stage2: '2025-08-08' }, first)).toEqual([['certificate', false]]);
    expect(weaker({ decided, expires }, first)).toEqual([['certificate', false]]);
  });
});
