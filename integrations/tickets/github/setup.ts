import type { Health, ResolvedAccount, Shortcoming } from '../port.ts';
import { skewOf } from '../skew.ts';
import { repositoryOf } from './address.ts';
import type { Api } from './api.ts';
import type { Permissions } from './app/exchange.ts';
import { permissionShortcomings } from './app/permissions.ts';
import { webhookShortcomings } from './hook-setup.ts';
import { accountShape, parsed, repositoryShape } from './shapes.ts';

/**
 * The port's `check`. Two calls, as an App's installation four; up to three more where there should be a webhook that this account
 * may look at.
 */
export async function check(api: Api, webhook: boolean): Promise<Health> {
  const permissions = await api.app?.permissions();
  const asked = api.now();
  const { account: self, at } = await api.self.ask();
  const skew = skewOf(Date.parse(at), asked, api.now());
  const home = await api.client.call('GET /repos/{owner}/{repo}', repositoryOf(api.target), {
    scope: 'target',
    accept: [403, 404],
  });
  if (home.status !== 200)
    return { self, target: api.target, skew, shortcomings: [noAccess(api.target, self, permissions !== undefined)] };
  const repository = parsed(repositoryShape, home.data, api.target);
  const { full_name: target } = repository;
  const shortcomings = [...rightsLacking(repository, self, permissions), ...shortcomingsOf(repository, api.target)];
  const administers = permissions !== undefined || repository.permissions?.admin === true;
  if (webhook && administers) shortcomings.push(...(await webhookShortcomings(api)));
  return { self, target, skew, shortcomings };
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

interface Repository {
  full_name: string;
  private: boolean;
  archived?: boolean | undefined;
  has_issues: boolean;
  permissions?: { push?: boolean | undefined } | undefined;
}

function shortcomingsOf({ full_name, archived, has_issues, ...repository }: Repository, target: string): Shortcoming[] {
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

/** To an installation GitHub shows no rights in the repository: what it was granted counts. */
function rightsLacking(
  { full_name, permissions: rights }: Repository,
  { login }: ResolvedAccount,
  permissions: Permissions | undefined,
): Shortcoming[] {
  if (permissions !== undefined) return permissionShortcomings(permissions, login, full_name);
  if (rights?.push === true) return [];
  const found = `${login} may not write in ${full_name}: labels and assignees would be dropped silently`;
  const fix = `give ${login} the role Write, and its token "Issues: read and write"`;
  return [{ what: 'permission', found, fix, allowed: 'Write, Maintain, Admin', blocks: true }];
}

function noAccess(target: string, self: ResolvedAccount, installed: boolean): Shortcoming {
  return {
    what: 'access',
    found: `${target} does not exist, or ${self.login} may not see it`,
    fix: installed
      ? 'check the spelling; add the repository to the installation: Settings, Applications, Configure, Repository access'
      : `check the spelling; give ${self.login} access, and its token this repository`,
    allowed: 'OWNER/NAME of a repository that this account can see',
    blocks: true,
  };
}
