import type { AppOptions } from '../../../../integrations/tickets/github/app/exchange.ts';
import { createAppLogin } from '../../../../integrations/tickets/github/app/login.ts';
import { createGitHubTickets, type GitHubOptions } from '../../../../integrations/tickets/github/tickets.ts';
import type { Tickets } from '../../../../integrations/tickets/port.ts';
import type { SeedApp } from '../../../../sandbox/github/app/seed.ts';
import { type Sandbox, startSandbox } from '../../../../sandbox/sandbox.ts';
import { newKey, publicPem } from '../../../sandbox/app-jwt.ts';

export const target = 'example/isms';
export const key = newKey();
export const pem = key.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
export const start = Date.parse('2027-04-12T07:00:00.400Z');
const minute = 60_000;

/** GitHub with one App installed, and the adapter logged in as it, each with a clock of its own. */
export interface AppWorld {
  sandbox: Sandbox;
  /** The engine's clock and GitHub's, epoch ms. */
  clock: { ours: number; theirs: number };
  options: AppOptions;
  tickets: Tickets;
  /** Another adapter, as after a restart. */
  restart(login?: Partial<AppOptions>, more?: Partial<GitHubOptions>): Tickets;
  /** Lets both clocks go on, minutes. */
  pass(minutes: number): void;
  /** How many tokens were handed out so far. */
  exchanges(): number;
}

/** @returns the world; `app` on top of one that has what it needs. */
export async function appWorld(app: Partial<SeedApp> = {}): Promise<AppWorld> {
  const clock = { ours: start, theirs: start };
  const sandbox = await startSandbox({
    now: () => clock.theirs,
    repositories: [
      { name: target, private: true },
      { name: 'example/other', private: true },
    ],
    people: [
      { login: 'sam', access: { [target]: 'push' } },
      { login: 'mara', access: { [target]: 'admin' } },
    ],
    apps: [
      {
        name: 'acme-dutybound',
        owner: 'example',
        id: 9,
        publicKey: publicPem(key),
        permissions: { issues: 'write', contents: 'read' },
        installations: [{ id: 42, account: 'example', repositories: [target] }],
        ...app,
      },
    ],
  });
  const options = { app: '9', installation: '42', privateKey: pem, api: sandbox.apiUrl, now: () => clock.ours };
  const restart: AppWorld['restart'] = (other = {}, more = {}) => {
    const { api, now } = options;
    const login = createAppLogin({ timeoutMs: 2000, ...options, ...other });
    return createGitHubTickets({ id: 'github', target, api, now, token: login.token, app: login, ...more });
  };
  const isExchange = ({ route }: { route: string }) => route.endsWith('/access_tokens');
  return {
    sandbox,
    clock,
    options,
    tickets: restart(),
    restart,
    pass(minutes) {
      clock.ours += minutes * minute;
      clock.theirs += minutes * minute;
    },
    exchanges: () => sandbox.writeLog.calls().find(isExchange)?.count ?? 0,
  };
}
