import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseProgramme } from '../../config/programme.ts';
import type { Programme } from '../../rules/programme.ts';
import { cloudId } from '../../sandbox/jira/oauth/routes.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { hookCareOf } from '../../workers/jira-tracker.ts';
import { createTrackers } from '../../workers/trackers.ts';
import { company, isms, PROJECT } from '../cli/company.ts';

const env = { APP: 'app-secret', FIRST: 'the first refresh token', HOOK: 'a-secret-that-is-long-enough-to-be-one' };
let sandbox: Sandbox;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dutybound-oauth-'));
  sandbox = await startSandbox({
    ...company,
    oauthApps: [{ clientId: 'app', clientSecret: env.APP, login: 'dutybound-bot', refreshToken: env.FIRST }],
  });
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

function programme(): Programme {
  const oauth = `{ cloud: ${cloudId}, client_id: app, client_secret: "\${env:APP}", refresh_token: "\${env:FIRST}", gateway: "${sandbox.url}", authority: "${sandbox.url}", intake: "https://hooks.example" }`;
  const board = `trackers:
  board: { kind: jira, site: "${sandbox.jiraUrl}", project: ${PROJECT}, type: 10002, webhook_secret: "\${env:HOOK}", oauth: ${oauth} }
`;
  const text = isms({ api: sandbox.apiUrl })
    .replace(/trackers:\n(?: +.*\n)+/, board)
    .replace(/github: (sam-okoro|mara-lindt|priya-nair|elena-costa)/g, 'jira: acc-$1');
  const parsed = parseProgramme(text, 'isms.yaml');
  if ('mistakes' in parsed) throw new Error(JSON.stringify(parsed.mistakes));
  return parsed.programme;
}

const check = (of: Programme, in_: string | undefined = folder) =>
  createTrackers(of, env, Date.now, {}, in_).get('board')?.check();

describe('an app at Jira', () => {
  it('is logged in as, one process after the other, though each refresh uses its token up', async () => {
    expect((await check(programme()))?.target).toBe(PROJECT);
    expect((await check(programme()))?.target).toBe(PROJECT);
    const tokens = join(folder, 'tokens');
    expect([statSync(tokens).mode & 0o777, statSync(join(tokens, 'board.json')).mode & 0o777]).toEqual([0o700, 0o600]);
    const kept = readdirSync(tokens).map((file) => readFileSync(join(tokens, file), 'utf8'));
    expect(kept.join('')).not.toContain(env.FIRST);
    expect(kept.join('')).not.toContain(env.APP);
  });

  it('without a data folder is an error before anything is asked', () => {
    const of = programme();
    expect(() => createTrackers(of, env, Date.now)).toThrow(/trackers\.board: .*--data/);
  });

  it('has its webhook registered, once', async () => {
    const of = programme();
    const [tracker] = of.trackers;
    if (!tracker) throw new Error('no tracker');
    const care = hookCareOf(tracker, { env, now: Date.now, folder });
    expect(await care?.()).toMatchObject({ did: 'registered' });
    expect(await care?.()).toMatchObject({ did: 'nothing' });
  });
});
