import { describe, expect, it } from '@jest/globals';
import { shown } from '../../config/found.ts';

const at = ['duties', 'access-review', 'every'];
const SECRET = 'A1b2C3d4'.repeat(4);

describe('what was found', () => {
  it('is shown where it is a recurrence rule, however long', () => {
    const rule = 'FREQ=YEARLY;BYMONTH=2;BYDAY=5SU;BYMONTHDAY=28';
    expect(shown(rule, at)).toBe(`"${rule}"`);
  });

  it.each([
    `FREQ=DAILY;BYDAY=${SECRET}`,
    `FREQ=DAILY;${SECRET}`,
    'FREQ=AKIAIOSFODNN7EXAMPLE',
    `FREQ ${SECRET}`,
    'smtp://u:p@host',
    'u:p@host',
  ])('is not shown where a secret may stand in it: %s', (text) => {
    expect(shown(text, at)).toBe('a text that is not shown here');
  });
});
