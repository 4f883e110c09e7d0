import { z } from 'zod';
import type { GitHubLogin, GitHubTracker } from '../rules/programme.ts';
import { baseAddress, secret } from './addresses.ts';
import { GITHUB, GITHUB_API } from './defaults.ts';
import { date, field, fields } from './fields.ts';
import { terms, termsOf } from './tracker-terms.ts';

const repository = field('OWNER/NAME', (text) => (/^[\w-]+\/[\w.-]+$/.test(text) ? text : undefined));
const number = field('a number as GitHub shows it', (text) => (/^\d{1,19}$/.test(text) ? text : undefined));
const appId = field('the number or the client id that GitHub shows of the App', (text) =>
  /^[\w.-]{1,40}$/.test(text) ? text : undefined,
);

/** A repository at GitHub, logged in by a token or as an App. */
export const github = fields({
  kind: z.literal('github', { error: 'github' }),
  repository,
  token: secret.exactOptional(),
  token_expires: date.exactOptional(),
  app: fields({ id: appId, installation: number, private_key: secret }).exactOptional(),
  api: baseAddress.exactOptional(),
  ...terms,
});

type RawGitHub = z.output<typeof github>;

/** @returns the tracker with its defaults. @throws Error without a login, which the checks of the file find first. */
export function githubOf(id: string, raw: RawGitHub): GitHubTracker {
  return {
    id,
    kind: 'github',
    target: raw.repository,
    api: raw.api ?? GITHUB_API,
    login: loginOf(id, raw),
    ...termsOf(raw, GITHUB),
  };
}

function loginOf(id: string, { token, token_expires: expires, app }: RawGitHub): GitHubLogin {
  if (token) return { how: 'token', token, ...(expires && { expires }) };
  if (app) return { how: 'app', app: app.id, installation: app.installation, privateKey: app.private_key };
  throw new Error(`trackers.${id} has neither token nor app.`);
}
