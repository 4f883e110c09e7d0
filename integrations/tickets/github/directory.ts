import { z } from 'zod';
import { compareText } from '../../../rules/order.ts';
import { repositoryOf } from './address.ts';
import { askUser } from './api.ts';
import { askBot } from './app/bot.ts';
import type { AppLogin } from './app/login.ts';
import { type ClientOptions, createClient } from './client.ts';
import { parsed } from './shapes.ts';

/** What GitHub tells whoever sets a tracker up. Writes nothing; every member throws TrackerError. */
export interface GitHubDirectory {
  /** The account behind the token. @throws TrackerError `unauthorised` if it is nobody's. */
  self(): Promise<{ id: string; name: string }>;
  /** Repositories with issues in which this login may write, private ones first; `id` is `owner/name`. */
  repositories(): Promise<{ id: string; name: string }[]>;
  /** Somebody who may be assigned in the repository and shows that mail address; undefined if nobody does. */
  person(repository: string, mail: string): Promise<{ id: string; name: string } | undefined>;
}

/** Whose profiles are looked at for a mail address: one call for each. */
const MOST_MEMBERS = 200;

const repositoriesShape = z.array(
  z.object({
    full_name: z.string(),
    private: z.boolean(),
    has_issues: z.boolean(),
    archived: z.boolean().optional(),
    permissions: z.object({ push: z.boolean().optional() }).optional(),
  }),
);
const membersShape = z.array(z.object({ login: z.string() }));
const profileShape = z.object({ login: z.string(), name: z.string().nullish(), email: z.string().nullish() });

/** @param options with the login of an App where the token is its installation's. @returns the directory; makes no call before it is asked. */
export function createGitHubDirectory(options: ClientOptions & { app?: AppLogin }): GitHubDirectory {
  const { app } = options;
  const client = createClient(options);
  const target = { scope: 'target' } as const;
  let members: Promise<Map<string, { id: string; name: string }>> | undefined;

  async function byMail(repository: string) {
    const list = await client.pages('GET /repos/{owner}/{repo}/assignees', repositoryOf(repository), target);
    const found = new Map<string, { id: string; name: string }>();
    for (const { login } of parsed(membersShape, list, 'GET assignees').slice(0, MOST_MEMBERS)) {
      const { data } = await client.call('GET /users/{login}', { login }, target);
      const { email, name } = parsed(profileShape, data, `GET /users/${login}`);
      if (email) found.set(email.toLowerCase(), { id: login, name: name ?? login });
    }
    return found;
  }

  return {
    async self() {
      const { account } = await (app ? askBot(client, app) : askUser(client));
      return { id: account.login, name: account.login };
    },
    async repositories() {
      const answer = app
        ? await client.call('GET /installation/repositories', { per_page: 100 }, target)
        : { data: await client.pages('GET /user/repos', {}, target) };
      const list = app
        ? parsed(z.object({ repositories: z.unknown() }), answer.data, 'GET installation').repositories
        : answer.data;
      return parsed(repositoriesShape, list, 'GET repositories')
        .filter(({ permissions, has_issues, archived }) => has_issues && !archived && (app || permissions?.push))
        .sort((a, b) => Number(b.private) - Number(a.private) || compareText(a.full_name, b.full_name))
        .map(({ full_name, ...each }) => ({ id: full_name, name: each.private ? 'private' : 'public' }));
    },
    async person(repository, mail) {
      members ??= byMail(repository);
      return (await members).get(mail.toLowerCase());
    },
  };
}
