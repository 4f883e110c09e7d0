import { describe, expect, it } from '@jest/globals';
import { KEPT } from '../../rules/retention/terms.ts';
import { holdOn, keptUntil } from '../../rules/retention.ts';
import { compare, effective } from '../../rules/weakening.ts';
import { months, programme } from './programmes.ts';

const audit = { cycle: { from: '2026-09-12', years: 3 }, keyControls: [], yearly: [] };
const holds = [{ record: 'NC-2027-014', because: 'a lawsuit' }];

describe('a record is kept', () => {
  it('for six years at least, and through the cycle after its own', () => {
    expect(keptUntil({ audit }, 'work', '2026-09-12')).toBe('2032-09-12');
    expect(keptUntil({ audit }, 'work', '2027-04-16')).toBe('2033-04-16');
    const long = { audit: { ...audit, cycle: { from: '2026-09-12', years: 5 } } };
    expect(keptUntil(long, 'work', '2027-04-16')).toBe('2036-09-12');
    expect(keptUntil(long, 'work', '2026-09-12')).toBe('2036-09-12');
    expect(keptUntil(long, 'work', '2026-09-11')).toBe('2032-09-11');
    expect(keptUntil(long, 'work', '2024-04-16')).toBe('2031-09-12');
  });

  it('by the certificate’s cycle where no audit programme is stated, else by years alone', () => {
    const certificate = { body: 'b', decided: '2026-09-12', expires: '2029-09-11', surveillance: [] };
    expect(keptUntil({ certificate }, 'work', '2027-04-16')).toBe('2033-04-16');
    expect(keptUntil({ certificate }, 'work', '2026-09-13')).toBe('2032-09-13');
    expect(keptUntil({ certificate }, 'work', '2021-04-16')).toBe('2029-09-12');
    expect(keptUntil({}, 'work', '2021-04-16')).toBe('2027-04-16');
  });

  it('as long as its class says', () => {
    const retention = { ...KEPT, nonconformities: months(120) };
    expect(keptUntil({ retention }, 'nonconformities', '2027-04-16')).toBe('2037-04-16');
    expect(keptUntil({ retention }, 'work', '2027-04-16')).toBe('2033-04-16');
  });

  it('longer under a legal hold, by its id or its ticket', () => {
    const retention = { ...KEPT, holds: [...holds, { record: '#7', because: 'another' }] };
    expect(holdOn({ retention }, ['NC-2027-014', '#3'])).toBe('a lawsuit');
    expect(holdOn({ retention }, ['NC-2027-015', '#7'])).toBe('another');
    expect(holdOn({ retention }, ['NC-2027-015', undefined])).toBeUndefined();
    expect(holdOn({}, ['NC-2027-014'])).toBeUndefined();
  });
});

describe('retention that changes', () => {
  const of = (retention = KEPT) => ({ ...programme([]), retention });
  const weight = (before: typeof KEPT | undefined, after: typeof KEPT | undefined) =>
    compare(before ? of(before) : programme([]), after ? of(after) : programme([])).map((change) => change.weaker);

  it('is weaker where it gets shorter or a hold is lifted, and then waits', () => {
    expect(weight({ ...KEPT, work: months(120) }, KEPT)).toEqual([true]);
    expect(weight({ ...KEPT, nonconformities: months(120) }, undefined)).toEqual([true]);
    expect(weight({ ...KEPT, holds }, KEPT)).toEqual([true]);
    const another = [{ record: 'NC-2027-015', because: 'a lawsuit' }];
    expect(weight({ ...KEPT, holds }, { ...KEPT, holds: another })).toEqual([true]);
    const held = of({ ...KEPT, holds });
    expect(effective(held, programme([]), ['retention']).retention).toEqual(held.retention);
  });

  it('is not where it gets longer or something is held', () => {
    expect(weight(undefined, { ...KEPT, work: months(120) })).toEqual([false]);
    expect(weight(undefined, { ...KEPT, holds })).toEqual([false]);
  });
});
