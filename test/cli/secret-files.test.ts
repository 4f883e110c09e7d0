import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readSecretFiles } from '../../cli/secret-files.ts';
import { type Desk, desk } from './desk.ts';

let here: Desk;
beforeEach(() => {
  here = desk();
});
afterEach(() => here.end());

describe('secrets by file', () => {
  it('stand in the environment from then on, without the line’s end', () => {
    here.write('redis', 'hunter22\n');
    const env: Record<string, string | undefined> = { DUTYBOUND_REDIS_PASSWORD_FILE: join(here.folder, 'redis') };
    readSecretFiles({ env });
    expect(env).toEqual({ DUTYBOUND_REDIS_PASSWORD: 'hunter22' });
  });

  it('name the register of any command', async () => {
    here.write('address', `sqlite:${join(here.folder, 'elsewhere.sqlite')}`);
    here.env.DUTYBOUND_REGISTER_FILE = join(here.folder, 'address');
    expect((await here.run('init', '--yes')).code).toBe(0);
    expect(await here.traces()).toContainEqual(expect.stringContaining('elsewhere.sqlite'));
    expect((await here.run('verify')).out).toContain('Intact');
  });

  it.each([
    ['missing', undefined, 'ENOENT'],
    ['not UTF-8', Buffer.from('geh\xe4im', 'latin1'), 'is not UTF-8'],
    ['empty', '  \n', 'is empty'],
  ])('that are %s are named, and nothing is done', async (_, content, why) => {
    if (content !== undefined) here.write('address', content);
    here.env.DUTYBOUND_REGISTER_FILE = join(here.folder, 'address');
    const { code, err } = await here.run('init', '--yes');
    expect([code, err]).toEqual([1, expect.stringMatching(new RegExp(`^DUTYBOUND_REGISTER_FILE: .*address.*${why}`))]);
  });

  it('beside the secret itself are refused, for one of the two is wrong', async () => {
    here.write('address', 'postgres://isms:planted9secret@db/isms');
    chmodSync(join(here.folder, 'address'), 0o600);
    Object.assign(here.env, {
      DUTYBOUND_REGISTER_FILE: join(here.folder, 'address'),
      DUTYBOUND_REGISTER: 'postgres://isms:planted9secret@other/isms',
    });
    const { code, err } = await here.run('status');
    expect([code, err]).toEqual([1, expect.stringContaining('are both set')]);
    expect(err).not.toContain('planted9secret');
  });
});
