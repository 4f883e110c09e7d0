import { expect, it } from '@jest/globals';
import type { Breaker } from '../../../rules/breaker.ts';
import { outageNotice } from '../../../rules/wording/outage.ts';
import { restoredNotice } from '../../../rules/wording/restored.ts';
import { straysNotice } from '../../../rules/wording/strays.ts';

const ZONE = 'Europe/Berlin';

it('leads read of a restore and of an outage on their own clocks', () => {
  const [gap] = restoredNotice(ZONE, '2027-04-12T00:00:00.000Z', '2027-04-12T07:30:00.000Z').lines;
  expect(gap).toContain('between 12 Apr 2027 02:00:00 and 12 Apr 2027 09:30:00 is lost');
  const breaker = { since: '2027-04-12T07:30:00.000Z', why: 'GitHub does not answer' } as Breaker;
  expect(outageNotice('github', breaker, ZONE).lines[0]).toBe(
    'The tracker github cannot be used since 12 Apr 2027 09:30:00: GitHub does not answer',
  );
});

it('tickets that nobody knows are named up to a number, and the rest is counted', () => {
  const strays = Array.from({ length: 100 }, (_, n) => ({
    number: `#${n}`,
    display: `AR-${n}`,
    url: `https://x/${n}`,
  }));
  const { subject, lines } = straysNotice(strays);
  const named = lines.filter((line) => line.startsWith('#'));
  expect(subject).toBe('100 tickets are known to no record any more');
  expect(named).toHaveLength(20);
  expect(lines).toContain('and 80 more: dutybound status --all');
  expect(straysNotice(strays.slice(0, 1)).subject).toBe('1 ticket is known to no record any more');
});
