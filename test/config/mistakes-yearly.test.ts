import { describe, expect, it } from '@jest/globals';
import { parseProgramme } from '../../config/programme.ts';
import { edited } from './sample.ts';

describe('mistakes: what is owed at least once a year', () => {
  const review = (every: string) =>
    `duties:\n  review: { kind: management-review, title: Review, ask: Hold it., clause: 9.3, process: access, owner: sam, first: 2027-04-16, every: ${every} }\n`;
  const of = (text: string) => {
    const result = parseProgramme(edited('duties:\n', text), 'f');
    return 'mistakes' in result ? result.mistakes.map(({ message, path }) => `${path}: ${message}`) : [];
  };

  it.each(['12 months', '6 months', '366 days', '"FREQ=YEARLY;BYMONTH=4;BYDAY=2TU"', '[{ each: 1 year }]'])(
    'every %s is',
    (every) => {
      expect(of(review(every))).toEqual([]);
    },
  );

  it.each(['18 months', '400 days', '"FREQ=YEARLY;INTERVAL=2"'])('every %s is not', (every) => {
    expect(of(review(every))).toEqual([expect.stringContaining('is owed at least once a year (9.3)')]);
  });

  it('says so of phases and of risk assessments; of other kinds nothing', () => {
    const rarer = '[{ each: 6 months, until: 2028-04-16 }, { each: 2 years }]';
    expect(of(review(rarer))).toHaveLength(1);
    const assessment = review('2 years').replace('management-review', 'risk-assessment').replace('9.3', '8.2');
    expect(of(assessment).join()).toContain('is owed at least once a year (8.2)');
    expect(of(review('2 years').replace('management-review', 'review'))).toEqual([]);
  });
});
