import { afterAll, afterEach, expect } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { company, TOKEN } from './company.ts';
import { type Desk, desk } from './desk.ts';

let started: Promise<Sandbox> | undefined;
const open: Desk[] = [];

afterEach(() => {
  for (const here of open.splice(0)) {
    here.end();
    expect(here.printed.filter((text) => text.includes(TOKEN))).toEqual([]);
  }
});
afterAll(async () => (await started)?.close());

/**
 * A desk after `init` for one test, and the company's sandbox for all tests of a file; both end by themselves, and no desk may have
 * printed the token.
 */
export async function sandboxedDesk(): Promise<{ here: Desk; sandbox: Sandbox }> {
  started ??= startSandbox(company);
  const here = desk();
  open.push(here);
  await here.run('init', '--yes');
  return { here, sandbox: await started };
}
