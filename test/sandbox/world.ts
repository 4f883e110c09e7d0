import { afterEach } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/sandbox.ts';

/** 12 April 2027, 09:00:00.500 UTC: half a second, to see that the API prints whole ones. */
export const start = Date.UTC(2027, 3, 12, 9, 0, 0, 500);
export const isms = { owner: 'example', repo: 'isms' } as const;
export const shop = { owner: 'example', repo: 'shop' } as const;
export const repo = 'example/isms';

const options: SandboxOptions = {
  repositories: [{ name: repo, private: true }, { name: 'example/shop' }, { name: 'example/closed', hasIssues: false }],
  people: [
    { login: 'bot', id: 77, type: 'Bot', token: 'bot-token', access: { [repo]: 'push', 'example/shop': 'admin' } },
    {
      login: 'mara',
      name: 'Mara Lindt',
      mail: 'mara@example.com',
      token: 'mara-token',
      access: { [repo]: 'admin', 'example/shop': 'push' },
    },
    { login: 'sam', token: 'sam-token', access: { [repo]: 'triage' } },
    { login: 'rita', token: 'rita-token', access: { [repo]: 'read' } },
    { login: 'eve', token: 'eve-token' },
  ],
};

const quiet = () => undefined;
export const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of running.splice(0)) await close();
});

/** A sandbox whose clock stands still until it is moved; closed after the test. */
export async function open(more: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ now: () => start, ...options, ...more });
  running.push(sandbox.close);
  return sandbox;
}

/** GitHub's own client, as one of the people; its complaints are not printed. */
export function as(sandbox: Sandbox, login: string): Octokit {
  return new Octokit({ baseUrl: sandbox.apiUrl, auth: `${login}-token`, log });
}

/** Status and body of a call that is refused; status 0 if there was no answer at all. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ status: number; body: Record<string, unknown>; headers: Record<string, string> }> {
  try {
    await call;
  } catch (error) {
    const { status, response } = error as {
      status: number;
      response?: { data: Record<string, unknown>; headers: Record<string, string> };
    };
    return response ? { status, body: response.data, headers: response.headers } : { status: 0, body: {}, headers: {} };
  }
  throw new Error('the call was answered with success');
}
