import { describe, expect, it } from '@jest/globals';
import { outside, plain } from '../../rules/plain.ts';
import type { Tracker } from '../../rules/programme.ts';
import type { Message } from '../../rules/ticket.ts';
import { dayDigest } from '../../rules/wording/digest.ts';
import { organisation, programme } from './nonconformity/fixture.ts';

const [main] = programme().trackers;
const board = { ...main, id: 'board', kind: 'jira' } as Tracker;
const org = {
  ...organisation({ trackers: [board] }),
  accounts: [{ person: 'mara', tracker: 'board', id: '5b10ac8d82e05b22cc7d4ef5', login: '5b10ac8d82e05b22cc7d4ef5' }],
};
const text: Message = [
  [
    { mention: '5b10ac8d82e05b22cc7d4ef5' },
    ' Is it right? ',
    { command: 'accept' },
    ' or ',
    { command: 'reject because …' },
  ],
  [
    { strong: 'export' },
    ' ',
    { quoted: 'is late' },
    ' ',
    { idiom: 'close again' },
    ' ',
    { link: '#3', href: 'https://x' },
  ],
];

describe('a message in mail and chat', () => {
  it('names people, and writes commands as its ticket’s tracker takes them', () => {
    expect(plain(text, outside(org, 'board'))).toBe(
      'Mara Lindt Is it right? !accept or !reject because …\n\nexport is late close again #3',
    );
  });

  it('leaves a login that nobody has, and one of no tracker, as it is', () => {
    const other: Message = [[{ mention: 'x-1' }]];
    expect(plain(other, outside(org, 'board'))).toBe('@x-1');
    expect(plain(text, outside(org, undefined))).toMatch(/^@5b10ac8d82e05b22cc7d4ef5 /);
  });

  it('of a day says how more time is asked for at the trackers that there are', () => {
    const chase = { line: 'l', due: { at: '2027-04-16T22:00:00.000Z' }, url: 'u', asks: 'work' as const };
    const lines = (of: typeof org) => dayDigest(of, [chase], '2027-04-12T07:00:00.000Z').lines.at(-1);
    expect(lines(org)).toMatch(/more time: !extend DATE because …$/);
    expect(lines(organisation())).toMatch(/more time: \/extend DATE because …$/);
  });
});
