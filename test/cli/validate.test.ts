import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isms, REVIEW } from './company.ts';
import { type Desk, desk } from './desk.ts';

let here: Desk;
beforeEach(() => {
  here = desk();
});
afterEach(() => here.end());

const say = (duties: string) => here.write('isms.yaml', isms({ api: 'https://github.example.com/api', duties }));

describe('validate --json', () => {
  it('has every mistake with its place, and exit code 1', async () => {
    say(REVIEW.replace('owner: sam', 'owner: nobody').replace('every: 3 months', 'every: often'));
    const { code, out, err } = await here.run('validate', '--json');
    expect([code, err]).toEqual([1, '']);
    expect(JSON.parse(out)).toEqual({
      valid: false,
      mistakes: [
        expect.objectContaining({ file: 'isms.yaml', path: 'duties.access-review.owner', found: '"nobody"' }),
        expect.objectContaining({ line: expect.any(Number), path: 'duties.access-review.every' }),
      ],
    });
  });

  it('is valid without one', async () => {
    say(REVIEW);
    expect(JSON.parse((await here.run('validate', '--json')).out)).toMatchObject({ valid: true, duties: 1 });
  });
});

describe('a duty that stands twice', () => {
  it('is the only mistake, at the second one', async () => {
    say(`${REVIEW}\n  access-review:\n    title: Access review`);
    const { code, err } = await here.run('validate');
    expect([code, err.split('\n')]).toEqual([
      1,
      [
        expect.stringMatching(/^isms\.yaml:\d+:3 duties\.access-review: this key stands here twice; .*until then$/),
        '1 mistake; nothing was changed.',
      ],
    ]);
  });
});
