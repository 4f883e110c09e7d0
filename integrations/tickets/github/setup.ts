import type { Health, ResolvedAccount, Shortcoming } from '../port.ts';
import { repositoryOf } from './address.ts';
import type { Api } from './api.ts';
import { webhookShortcomings } from './hook-setup.ts';
import { accountShape, parsed, repositoryShape, userShape } from './shapes.ts';

/** The port's `check`. Two calls, two more where there should be a webhook that this account may look at. */
export async function check(api: Api, webhook: boolean): Promise<Health> {
  const asked = api.now();
  const answer = await api.client.call('GET /user', {}, { scope: 'target' });
  const skew = skewOf(Date.parse(answer.at), asked, api.now());
  const self = parsed(userShape, answer.data, 'GET /user');
  const home = await api.client.call('GET /repos/{owner}/{repo}', repositoryOf(api.target), {
    scope: 'target',
    accept: [403, 404],
  });
  if (home.status !== 200) return { self, target: api.target, skew, shortcomings: [noAccess(api.target, self)] };
  const repository = parsed(repositoryShape, home.data, api.target);
  const shortcomings = shortcomingsOf(repository, api.target, self);
  if (webhook && repository.permissions?.admin === true) shortcomings.push(...(await webhookShortcomings(api)));
  return { self, target: repository.full_name, skew, shortcomings };
}

/** The port's `account`. Two calls. */
export async function account(api: Api, login: string): Promise<ResolvedAccount | undefined> {
  const answer = await api.client.call('GET /users/{login}', { login }, { scope: 'target', accept: [404] });
  if (answer.status === 404) return undefined;
  const { id, login: spelled, suspended_at } = parsed(accountShape, answer.data, `GET /users/${login}`);
  if (suspended_at) return undefined;
  const assignable = await api.client.call(
    'GET /repos/{owner}/{repo}/assignees/{login}',
    { ...repositoryOf(api.target), login },
    { scope: 'target', accept: [404] },
  );
  return assignable.status === 404 ? undefined : { id, login: spelled };
}

/** @returns by how much GitHub's clock, in whole seconds, is ahead for certain: a call that took long says less. All in ms. */
function skewOf(date: number, asked: number, answered: number): number {
  const second = (at: number) => Math.floor(at / 1000) * 1000;
  if (date < second(asked)) return date - second(asked);
  return Math.max(0, date - second(answered));
}

interface Repository {
  full_name: string;
  private: boolean;
  archived?: boolean | undefined;
  has_issues: boolean;
  permissions?: { push?: boolean | undefined } | undefined;
}

function shortcomingsOf(repository: Repository, target: string, self: ResolvedAccount): Shortcoming[] {
  const { full_name, archived, has_issues, permissions } = repository;
  const list: (Shortcoming | false)[] = [
    full_name.toLowerCase() !== target.toLowerCase() && {
      what: 'name',
      found: `${target} is now called ${full_name}`,
      fix: `write ${full_name} as the target`,
      allowed: full_name,
      blocks: false,
    },
    archived === true && {
      what: 'archived',
      found: `${full_name} is archived and read-only`,
      fix: 'unarchive it, or name another repository',
      allowed: 'a repository that is not archived',
      blocks: true,
    },
    !has_issues && {
      what: 'issues',
      found: `issues are switched off in ${full_name}`,
      fix: 'switch them on: Settings, General, Features',
      allowed: 'a repository with issues',
      blocks: true,
    },
    permissions?.push !== true && {
      what: 'permission',
      found: `${self.login} may not write in ${full_name}: labels and assignees would be dropped silently`,
      fix: `give ${self.login} the role Write, and its token "Issues: read and write"`,
      allowed: 'Write, Maintain, Admin',
      blocks: true,
    },
    !repository.private && {
      what: 'public',
      found: `anybody can read ${full_name}`,
      fix: 'make it private, or name a private repository',
      allowed: 'a private repository; a public one only with allow_public: true',
      blocks: false,
    },
  ];
  return list.filter((item) => item !== false);
}

function noAccess(target: string, self: ResolvedAccount): Shortcoming {
  return {
    what: 'access',
    found: `${target} does not exist, or ${self.login} may not see it`,
    fix: `check the spelling; give ${self.login} access, and its token this repository`,
    allowed: 'OWNER/NAME of a repository that this account can see',
    blocks: true,
  };
}
