import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseProgramme } from '../../config/programme.ts';
import type { Programme } from '../../rules/programme.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { createTrackers } from '../../workers/trackers.ts';
import { company, isms, REPO } from '../cli/company.ts';
import { newKey, publicPem } from '../sandbox/app-jwt.ts';

const key = newKey();
const env = { KEY: key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().replaceAll('\n', '\\n') };
let sandbox: Sandbox;
beforeEach(async () => {
  const installations = [{ id: 42, account: 'example', repositories: [REPO] }];
  const permissions = { issues: 'write', contents: 'read' } as const;
  const app = { name: 'acme', owner: 'example', id: 9, publicKey: publicPem(key), permissions, installations };
  sandbox = await startSandbox({ ...company, apps: [app] });
});
afterEach(() => sandbox.close());

function programme(installation: number): Programme {
  const app = `{ id: 9, installation: ${installation}, private_key: "\${env:KEY}" }`;
  const tracker = `trackers:
  github: { kind: github, repository: ${REPO}, api: "${sandbox.apiUrl}", app: ${app} }
`;
  const parsed = parseProgramme(isms({ api: sandbox.apiUrl }).replace(/trackers:\n(?: +.*\n)+/, tracker), 'isms.yaml');
  if ('mistakes' in parsed) throw new Error(JSON.stringify(parsed.mistakes));
  return parsed.programme;
}

const check = (of: Programme) => createTrackers(of, env, Date.now).get('github')?.check();

describe('a programme whose tracker logs in as an App', () => {
  it('writes as the bot', async () => {
    expect(await check(programme(42))).toMatchObject({ self: { login: 'acme[bot]' }, target: REPO, shortcomings: [] });
  });

  it('is refused under another number', async () => {
    await expect(check(programme(43))).rejects.toMatchObject({ fault: { kind: 'unauthorised' } });
  });
});
