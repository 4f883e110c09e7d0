import { describe, expect, it } from '@jest/globals';
import { type Brought, inTime } from '../../rules/brought.ts';
import { type Documented, evolveDocumented, rowsOf } from '../../rules/documented.ts';

const entry = (at: string, on?: string) => {
  const brought: Brought = { file: { text: 'f.csv' }, hash: '0', by: 'person:mara', on: on ?? at };
  return { at, ...(on && { brought }) };
};

describe('entries with what was brought along', () => {
  it('have it where its time is, also between what was brought along before, and behind what is of the same time', () => {
    const [old, later] = [entry('2025-01-01', '2025-01-01'), entry('2027-01-01', '2027-01-01')];
    const [between, again] = [entry('2026-01-01', '2026-01-01'), entry('2025-01-01', '2025-01-01')];
    expect(inTime([old, later], between)).toEqual([old, between, later]);
    expect(inTime([old, later], again)[1]).toBe(again);
    expect(inTime([old], later)).toEqual([old, later]);
  });

  it('have what the engine saw last, as it was recorded', () => {
    const later = entry('2027-05-01', '2027-05-01');
    const seen = entry('2027-04-30');
    expect(inTime([later], seen)).toEqual([later, seen]);
  });

  it('have both of one period: neither takes the place of the other', () => {
    const acknowledged = (at: string, more: object) => ({
      stream: 'documented/acknowledgement/sam',
      kind: 'acknowledged',
      actor: 'person:mara',
      at,
      body: JSON.parse(
        JSON.stringify({ campaign: 'reading', title: { text: 'R' }, period: '2027', task: '', ...more }),
      ),
    });
    const { brought } = entry('2027-01-04', '2027-01-04');
    const events = [acknowledged('2027-01-04', { brought }), acknowledged('2027-02-01', { task: 'k' })];
    const record = [...events, ...events].reduce<Documented | undefined>(evolveDocumented, undefined);
    expect(record && rowsOf(record).map(({ acknowledged: on, task }) => [on, task])).toEqual([
      ['2027-01-04', ''],
      ['2027-02-01', 'k'],
    ]);
  });
});
