import type { Health, ResolvedAccount, Shortcoming } from '../port.ts';
import { repositoryOf } from './address.ts';
import type { Api } from './api.ts';
import { parsed, repositoryShape, userShape } from './shapes.ts';

/** The port's `check`. Two calls. */
export async function check(api: Api): Promise<Health> {
  const answer = await api.client.call('GET /user', {}, { scope: 'target' });
  const skew = Date.parse(answer.at) - Math.floor(api.now() / 1000) * 1000;
  const self = parsed(userShape, answer.data, 'GET /user');
  const home = await api.client.call('GET /repos/{owner}/{repo}', repositoryOf(api.target), {
    scope: 'target',
    accept: [403, 404],
  });
  if (home.status !== 200) return { self, target: api.target, skew, shortcomings: [noAccess(api.target, self)] };
  const repository = parsed(repositoryShape, home.data, api.target);
  return { self, target: repository.full_name, skew, shortcomings: shortcomingsOf(repository, api.target, self) };
}

/** The port's `account`. Two calls. */
export async function account(api: Api, login: string): Promise<ResolvedAccount | undefined> {
  const answer = await api.client.call('GET /users/{login}', { login }, { scope: 'target', accept: [404] });
  if (answer.status === 404) return undefined;
  const { id, login: spelled } = parsed(userShape, answer.data, `GET /users/${login}`);
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

function shortcomingsOf(repository: Repository, target: string, self: ResolvedAccount): Shortcoming[] {
  const { full_name, archived, has_issues, permissions } = repository;
  const list: (Shortcoming | false)[] = [
    full_name.toLowerCase() !== target.toLowerCase() && {
      what: 'name',
      found: `${target} is now called ${full_name}`,
      fix: `write ${full_name} as the target`,
      blocks: false,
    },
    archived === true && {
      what: 'archived',
      found: `${full_name} is archived and read-only`,
      fix: 'unarchive it, or name another repository',
      blocks: true,
    },
    !has_issues && {
      what: 'issues',
      found: `issues are switched off in ${full_name}`,
      fix: 'switch them on: Settings, General, Features',
      blocks: true,
    },
    permissions?.push !== true && {
      what: 'permission',
      found: `${self.login} may not write in ${full_name}: labels and assignees would be dropped silently`,
      fix: `give ${self.login} the role Write, and its token "Issues: read and write"`,
      blocks: true,
    },
    !repository.private && {
      what: 'public',
      found: `anybody can read ${full_name}`,
      fix: 'make it private, or name a private repository',
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
    blocks: true,
  };
}
