import { describe, expect, it } from '@jest/globals';
import { displayOf, identityOf, keyOf } from '../../rules/keys.ts';

const parts = { instance: 'example', duty: 'access-review', period: '2027-04-16', cause: 'interval', slot: 'task' };

describe('a key', () => {
  it('is 24 characters that survive a label, a marker, and a workflow id, and never changes', () => {
    expect(keyOf(parts)).toBe('2kgqyf8vykpk1mezqfpcmxpw');
    expect(keyOf(parts)).toMatch(/^[0-9a-hjkmnp-tv-z]{24}$/);
  });

  it('differs with each of its parts, and with where one ends', () => {
    const others = [
      { ...parts, instance: 'other' },
      { ...parts, duty: 'policy' },
      { ...parts, subject: 'aws' },
      { ...parts, subject: '' },
      { ...parts, period: '2027-07-16' },
      { ...parts, cause: 'trigger:1' },
      { ...parts, slot: 'rate' },
      { ...parts, instance: 'exampleaccess', duty: '-review' },
    ];
    expect(new Set([parts, ...others].map(keyOf)).size).toBe(others.length + 1);
  });
});

describe('an identity', () => {
  it('holds duty, subject, period, and cause, and nothing that may move', () => {
    const { instance: _, slot: __, ...occurrence } = parts;
    expect(identityOf({ ...occurrence, due: 'later' } as never)).toBe(identityOf(occurrence));
    expect(identityOf({ ...occurrence, subject: 'aws' })).not.toBe(identityOf(occurrence));
    expect(identityOf({ ...occurrence, subject: 'null' })).not.toBe(identityOf(occurrence));
  });
});

describe('a display id', () => {
  it.each([
    ['access-review', 'AR-7K2'],
    ['access-review-aws-production', 'ARA-7K2'],
    ['policy', 'POL-7K2'],
    ['network-check', 'NET-7K2'],
    ['12', 'TAS-7K2'],
  ])('of %s is %s', (name, display) => {
    expect(displayOf(name, '7k2zq00000000000000000000', new Set())).toBe(display);
  });

  it('grows until it is nobody else’s', () => {
    expect(displayOf('access-review', '7k2zq', new Set(['AR-7K2', 'AR-7K2Z']))).toBe('AR-7K2ZQ');
  });

  it('never reads like the number of another tracker', () => {
    expect(displayOf('access-review', '1234q', new Set())).toBe('AR-1234Q');
  });
});
