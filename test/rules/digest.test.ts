import { describe, expect, it } from '@jest/globals';
import type { ChaseLine } from '../../rules/effect.ts';
import { dayDigest, weekDigest } from '../../rules/wording/digest.ts';
import { organisation } from './task/people.ts';
import { endOf } from './task/terms.ts';

const org = organisation();
/** Monday, 12 April, nine o'clock in Berlin. */
const NOW = '2027-04-12T07:00:00.000Z';
const chase = (day: string, line = 'Access review: due.'): ChaseLine => ({
  line,
  due: endOf(day),
  url: `https://tracker.example/${day}`,
  asks: 'work',
});
const subjectOf = (...days: string[]) =>
  dayDigest(
    org,
    days.map((day) => chase(day)),
    NOW,
  ).subject;

describe('the day’s digest', () => {
  it('says how many things wait, and by when the first is due', () => {
    expect(subjectOf('04-20', '04-16', '05-02')).toBe('3 things wait for you, the first by Friday');
    expect(subjectOf('04-19', '05-02')).toBe('2 things wait for you, the first by 19 April');
    expect(subjectOf('04-12', '04-16')).toBe('2 things wait for you, the first today');
    expect(subjectOf('04-11', '04-16')).toBe('2 things wait for you, the first late');
    expect(subjectOf('04-16')).toBe('1 thing waits for you, by Friday');
  });

  it('has a line for each ticket, the first due first, with its address, and says last how to get fewer', () => {
    const { lines } = dayDigest(
      org,
      [
        chase('04-20', 'Restore test is due.'),
        { news: 'A ticket was deleted.' },
        chase('04-16', 'Access review is due.'),
      ],
      NOW,
    );
    expect(lines.slice(0, 3)).toEqual([
      'Access review is due. https://tracker.example/04-16',
      'Restore test is due. https://tracker.example/04-20',
      'A ticket was deleted.',
    ]);
    expect(lines.at(-1)).toMatch(/^To get fewer of these: /);
  });

  it('counts as waiting what chases, and no news', () => {
    const { subject } = dayDigest(org, [{ news: 'A ticket was deleted.' }, chase('04-16'), { news: 'b' }], NOW);
    expect(subject).toBe('1 thing waits for you, by Friday');
  });

  it('names the time where a deadline is exact', () => {
    const exact = { ...chase('04-16'), due: { at: '2027-04-12T09:30:00.000Z' } };
    expect(dayDigest(org, [exact, chase('04-20')], NOW).subject).toBe(
      '2 things wait for you, the first by 12 Apr 2027 11:30:00',
    );
  });

  it('of news alone promises nothing to do', () => {
    expect(dayDigest(org, [{ news: 'a' }, { news: 'b' }], NOW)).toEqual({
      subject: '2 things to know',
      lines: ['a', 'b'],
    });
  });
});

describe('the week’s digest', () => {
  it('says that nothing needs whoever reads it', () => {
    const made = weekDigest([{ subject: 'Late: x', lines: ['x is late.', ''] }]);
    expect(made).toEqual({ subject: 'Nothing needs you this week; 1 thing to know', lines: ['Late: x', 'x is late.'] });
  });

  it('says how much waits for whoever reads it', () => {
    const own = { subject: 'To verify by Friday: x', lines: [], chase: { ...chase('04-16'), own: true as const } };
    const other = { subject: 'Late: y', lines: [], chase: chase('04-16') };
    expect(weekDigest([own, other]).subject).toBe('1 thing needs you this week; 1 thing to know');
    expect(weekDigest([own, other, own]).subject).toBe('2 things need you this week; 1 thing to know');
  });
});
