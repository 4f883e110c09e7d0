import { describe, expect, it } from '@jest/globals';
import { ANNEX_A, clausesNamed, readClause, severalNow } from '../../rules/clauses.ts';
import { ANNEX_A_2013, controlsSince2013 } from '../../rules/edition-2013.ts';

/** What the edition of 2022 added: nothing of 2013 became one of these. */
const NEW = [5.7, 5.23, '5.30', 7.4, 8.9, '8.10', 8.11, 8.12, 8.16, 8.23, 8.28].map((n) => `A.${n}`);

describe('the controls of 2013', () => {
  it('are 114, and became all of today’s but the eleven new ones', () => {
    expect(ANNEX_A_2013).toHaveLength(114);
    const now = new Set(ANNEX_A_2013.flatMap(controlsSince2013));
    expect(ANNEX_A.filter((control) => !now.has(control))).toEqual(NEW);
    expect([...now].filter((control) => !ANNEX_A.includes(control))).toEqual([]);
  });

  it.each([
    ['A.5.1.2', 'A.5.1'],
    ['A.6.2.2', 'A.6.7'],
    ['A.9.2.3', 'A.8.2'],
    ['A.9.2.5', 'A.5.18'],
    ['A.11.2.8', 'A.8.1'],
    ['A.12.6.1', 'A.8.8'],
    ['A.14.2.9', 'A.8.29'],
    ['A.16.1.7', 'A.5.28'],
    ['A.18.1.1', 'A.5.31'],
  ])('%s is read as %s', (then, now) => {
    expect(readClause(then)).toBe(now);
  });

  it('are no single clause where one became two: a message names both', () => {
    expect(readClause('A.18.2.3')).toBeUndefined();
    expect(clausesNamed('A.18.2.3')).toEqual(['A.5.36', 'A.8.8']);
    expect(severalNow('A.18.2.3')).toBe('; A.18.2.3 is A.5.36 and A.8.8 now');
    expect([severalNow('A.9.2.5'), severalNow('A.5.18')]).toEqual(['', '']);
  });

  it('and no others have three numbers', () => {
    for (const text of ['A.9.2', 'A.9.2.7', 'A.5.18.1', 'A.19.1.1', '9.2.5']) expect(clausesNamed(text)).toEqual([]);
    expect(readClause('A.9.2')).toBeUndefined();
    expect(readClause('A.5.18')).toBe('A.5.18');
  });
});
