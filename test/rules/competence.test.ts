import { describe, expect, it } from '@jest/globals';
import { competenceRows } from '../../rules/competence.ts';
import { duty, months, programme } from './programmes.ts';
import { organisation } from './task/people.ts';

const reading = duty({
  id: 'reading',
  kind: 'campaign',
  title: 'Reading',
  group: ['sam', 'mara'],
  expires: months(12),
});
const entry = (campaign: string, at: string, expires?: string) => ({
  campaign,
  title: { text: campaign },
  period: at.slice(0, 10),
  at,
  task: 'R-1',
  ...(expires && { expires }),
});
const people = programme([]).people.map((person) =>
  person.id === 'elena' ? { ...person, competence: { auditor: { until: '2027-04-30', proof: 'a course' } } } : person,
);
const org = organisation({ duties: [reading], people });
const kept = [
  {
    noun: 'acknowledgement' as const,
    id: 'sam',
    entries: [
      entry('reading', '2025-05-02T08:00:00.000Z', '2026-05-02'),
      entry('reading', '2026-05-02T08:00:00.000Z', '2027-05-02'),
      entry('course', '2026-05-02T08:00:00.000Z'),
    ],
  },
];
const on = (day: string, next: string | undefined = '2027-10-01') =>
  competenceRows({ org, kept, on: day, nextOf: () => next }).map((r) => [
    r.person,
    r.what,
    r.state,
    r.until,
    r.due_again,
  ]);

describe('who is competent in what', () => {
  it('says of each training its last time, and what somebody lacks whom a campaign asks', () => {
    expect(on('2027-04-30')).toEqual([
      ['sam', 'reading', 'holds', '2027-05-02', '2027-05-02'],
      ['sam', 'course', 'holds', '', ''],
      ['mara', 'reading', 'lacking', '', '2027-10-01'],
      ['elena', 'auditor', 'holds', '2027-04-30', '2027-04-30'],
    ]);
  });

  it('holds on its last day, and no longer', () => {
    expect(on('2027-05-02')[0]).toEqual(['sam', 'reading', 'holds', '2027-05-02', '2027-05-02']);
    expect(on('2027-05-03')[0]?.[2]).toBe('run out');
    expect(on('2027-05-01').at(-1)?.[2]).toBe('run out');
  });

  it('is due again when the campaign asks before it runs out', () => {
    expect(on('2027-04-01', '2027-04-16')[0]?.[4]).toBe('2027-04-16');
  });
});
