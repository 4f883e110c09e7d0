import { z } from 'zod';
import { repositoryOf } from '../address.ts';
import { type Client, createClient } from '../client.ts';
import { parsed } from '../shapes.ts';
import { privateKeyOf, signedJwt } from './jwt.ts';

export interface OwnOptions {
  /** Id or client id of the App. */
  app: string;
  /** PEM. */
  privateKey: string;
  /** `https://api.github.com`, or `https://HOST/api/v3`. */
  api: string;
  /** The engine's clock, epoch ms. */
  now: () => number;
  /** Of each single call; default 20 s. */
  timeoutMs?: number;
}

/** Calls of an App itself, and what proves them. */
export interface Own {
  client: Client;
  /** @throws TrackerError `unauthorised` if the private key is none. */
  jwt(): { jwt: string; expiresAt: string };
}

/** @returns an App's own calls. A clock that is off is noticed by GitHub's first refusal, and allowed for from then on. */
export function createOwn({ app, privateKey, api, now, timeoutMs }: OwnOptions): Own {
  let off = 0;
  const jwt = () => signedJwt(app, privateKeyOf(privateKey, app), now() + off);
  function token(refused?: { at: string }): string {
    if (refused) off = Date.parse(refused.at) - now();
    return jwt().jwt;
  }
  return { jwt, client: createClient({ api, token, now, ...(timeoutMs !== undefined && { timeoutMs }) }) };
}

const INSTALLATION = 'GET /repos/{owner}/{repo}/installation';
const installationShape = z.object({ id: z.number().transform(String) });

/**
 * Where an App that was just installed is to be found.
 * @param target `owner/name` of a repository.
 * @returns the id of its installation there, undefined if there is none. @throws TrackerError
 */
export async function findInstallation(options: OwnOptions, target: string): Promise<string | undefined> {
  const { client } = createOwn(options);
  const answer = await client.call(INSTALLATION, repositoryOf(target), { scope: 'target', accept: [404] });
  return answer.status === 404 ? undefined : parsed(installationShape, answer.data, INSTALLATION).id;
}
