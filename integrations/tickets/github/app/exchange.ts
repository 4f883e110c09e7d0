import { z } from 'zod';
import { msBetween } from '../../../../rules/time.ts';
import { TrackerError } from '../../errors.ts';
import type { Answer, Client } from '../client.ts';
import { errorOf } from '../fault.ts';
import { parsed } from '../shapes.ts';
import { createOwn, type OwnOptions } from './own.ts';

export interface AppOptions extends OwnOptions {
  /** Id of the App's installation on the account that owns the target. */
  installation: string;
}

/** What an installation may do, by the permission's name. */
export type Permissions = Record<string, string>;

export interface Granted {
  token: string;
  permissions: Permissions;
  /** For how long, ms. */
  lasts: number;
}

const EXCHANGE = 'POST /app/installations/{installation_id}/access_tokens';
const grantShape = z.object({
  token: z.string(),
  expires_at: z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'no instant'),
  permissions: z.record(z.string(), z.string()).default({}),
});
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * @returns `own`, for calls of the App itself, and `exchange`, which gets a new token of its installation; all who ask meanwhile get the same one.
 * Both throw TrackerError.
 */
export function createExchange(options: AppOptions): { own: Client; exchange: () => Promise<Granted> } {
  const { app, installation, api } = options;
  const { client: own, jwt } = createOwn(options);
  let lasts = 0;

  /** Takes auth-app's only question to our client: with a time-out, without redirects, with errors that say what to do. */
  async function asked(): Promise<Answer> {
    const accept = [401, 403, 404];
    const answer = await own.call(EXCHANGE, { installation_id: installation }, { scope: 'target', accept });
    if (accept.includes(answer.status)) throw refusal(answer, options);
    const data = parsed(grantShape, answer.data, EXCHANGE);
    lasts = msBetween(answer.at, data.expires_at);
    return { ...answer, data };
  }

  async function open() {
    const [{ createAppAuth }, { Octokit }] = await Promise.all([import('@octokit/auth-app'), import('@octokit/rest')]);
    return createAppAuth({
      appId: app,
      installationId: installation,
      createJwt: async () => jwt(),
      // Its own cache goes by the machine's clock, and cannot tell a refused token from a good one.
      cache: { get: () => '', set() {} },
      log: silent,
      request: new Octokit({ log: silent }).request.defaults({ request: { hook: asked } }),
    });
  }

  let opened: ReturnType<typeof open> | undefined;
  return {
    own,
    async exchange() {
      opened ??= open();
      const auth = await opened;
      // Never sent: auth-app shares what is under way by number and names, and two hosts may give out the same number.
      const repositoryNames = [api];
      const { token, permissions } = await auth({ type: 'installation', refresh: true, repositoryNames });
      return { token, permissions, lasts };
    },
  };
}

function refusal(answer: Answer, { app, installation, now }: AppOptions): TrackerError {
  const { message, fault } = errorOf(EXCHANGE.replace('{installation_id}', installation), answer, 'target', now());
  const steps: Record<number, string> = {
    401: `The private key is not, or no longer, one of App ${app}: make one in its settings, Private keys, put it where private_key points, restart what runs.`,
    403: 'Whoever owns the repositories can lift that: Settings, Applications (of an organisation: GitHub Apps), Configure.',
    404: `App ${app} is not, or no longer, installed under the number ${installation}: install it, and write the new number into app.installation.`,
  };
  return new TrackerError(`${message}. ${steps[answer.status]}`, fault);
}
