import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Desk, desk } from './desk.ts';

const SECRET = 'planted9secret';
const ADDRESS = `smtp://u:${SECRET}@host.example:1`;
const BARE = `u:${SECRET}@host.example:1`;

let here: Desk;
beforeAll(async () => {
  here = desk();
  await here.run('init', '--yes');
});
afterAll(() => here.end());

describe('credentials in an option of another kind', () => {
  it.each([
    ['doctor', '--redis', ADDRESS],
    ['doctor', '--redis', BARE],
    ['doctor', '--temporal', ADDRESS],
    ['worker', '--temporal', ADDRESS],
    ['intake', '--temporal', '127.0.0.1:1', '--redis', ADDRESS],
    ['intake', '--temporal', '127.0.0.1:1', '--redis', '127.0.0.1:1', '--host', BARE],
    ['status', '--register', ADDRESS],
    ['validate', '--programme', ADDRESS],
    ['connect', 'jira', '--yes', '--site', ADDRESS],
    ['connect', 'jira', '--yes', '--site', BARE],
    ['connect', 'github', '--yes', '--repository', ADDRESS],
    ['connect', 'github', '--yes', '--repository', 'a/b', '--api', ADDRESS],
    ['init', '--yes', '--data', 'other', '--programme', 'other.yaml', '--smtp', ADDRESS],
    ['init', '--yes', '--data', 'other', '--programme', 'other.yaml', '--smtp', SECRET],
  ])('are not repeated: %s %s %s', async (...args) => {
    const { code, out, err } = await here.run(...args);
    expect(code).not.toBe(0);
    expect(err).not.toBe('');
    expect(out + err).not.toContain(SECRET);
  });

  it('are refused where only host and port belong, which are named', async () => {
    const { err } = await here.run('doctor', '--redis', ADDRESS);
    expect(err).toBe('--redis: found a text that is not shown here; allowed: HOST:PORT, without a user or password');
    expect((await here.run('worker', '--temporal', 'temporal')).err).toContain(
      '--temporal: found "temporal"; allowed:',
    );
  });
});
