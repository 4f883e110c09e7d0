import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { company, duty, isms } from './company.ts';
import { type Desk, desk } from './desk.ts';

let here: Desk;
let close: () => Promise<void>;
let programme: string;
beforeAll(async () => {
  const sandbox = await startSandbox(company);
  close = () => sandbox.close();
  here = desk();
  await here.run('init', '--yes');
  programme = isms({ api: sandbox.apiUrl, duties: duty(new Date()) });
  here.write('isms.yaml', programme);
  expect((await here.run('apply', '--yes')).code).toBe(0);
});
afterAll(async () => {
  here.end();
  await close();
});

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('a file that is not UTF-8', () => {
  it.each([['validate'], ['preview'], ['apply', '--yes'], ['simulate'], ['doctor'], ['connect', 'github', '--yes']])(
    'is no programme, and the place is said: %s',
    async (...args) => {
      here.write('isms.yaml', latin1(programme.replace('organisation: Example GmbH', 'organisation: Müller GmbH')));
      const { code, out, err } = await here.run(...args);
      expect(code).toBe(1);
      expect(out + err).toContain('isms.yaml:1:16: this is not UTF-8; save the file as UTF-8');
    },
  );

  it.each([
    ['request', 'list.csv', '--title', 'Stage 2'],
    ['sample', 'list.csv', '--seed', '1'],
    ['import', 'risks', 'list.csv'],
  ])('is no table either: %s', async (...args) => {
    here.write('list.csv', latin1('item,what\nUsers,all\nZugänge,all\n'));
    const { code, out, err } = await here.run(...args);
    expect([code, out, err]).toEqual([
      1,
      '',
      'list.csv:3:4: this is not UTF-8; save the file as UTF-8, a table as CSV UTF-8. Nothing was changed.',
    ]);
  });
});
