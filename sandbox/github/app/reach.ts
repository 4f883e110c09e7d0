import type { Access, Repository } from '../../store/model.ts';
import { fullName } from '../../store/store.ts';
import type { Route } from '../call.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { Grant, Installation } from './model.ts';

/** Which permission a path needs ("Permissions required for GitHub Apps"); the first that fits. Null: none at all. */
const needs: readonly (readonly [RegExp, string | null])[] = [
  [/^\/repos\/:owner\/:repo\/hooks/, 'repository_hooks'],
  [/^\/repos\/:owner\/:repo\/(contents|git|commits)/, 'contents'],
  [/^\/repos\/:owner\/:repo\/(issues|labels|milestones|assignees)/, 'issues'],
  [/^\/repos\/:owner\/:repo/, 'metadata'],
  [/^(\/users\/:login|\/user\/:id|\/meta|\/rate_limit|\/installation\/repositories|\*)$/, null],
];

/** Whether the installation reaches that repository. */
export function isSelected({ account, repositories }: Installation, repository: Repository): boolean {
  const name = fullName(repository).toLowerCase();
  if (repositories === 'all') return repository.owner.toLowerCase() === account.toLowerCase();
  return repositories.some((each) => each.toLowerCase() === name);
}

/** Whether the token reaches that repository. */
export function isReached({ installation, only }: Grant, repository: Repository): boolean {
  return isSelected(installation, repository) && only?.includes(fullName(repository)) !== false;
}

/**
 * Lets the call through, or throws as GitHub does: 404 for a private repository out of reach, 403 with the permission's name
 * where that is not granted, and for what only users may ask.
 */
export function gate(grant: Grant, route: Route, repository: Repository | undefined): void {
  const name = needs.find(([pattern]) => pattern.test(route.path))?.[1];
  if (name === null) return;
  if (name === undefined) throw inaccessible({});
  const wanted = route.method === 'GET' ? 'read' : 'write';
  if (repository && !isReached(grant, repository)) {
    if (repository.isPrivate) throw notFound();
    if (wanted === 'read') return;
    throw inaccessible({});
  }
  const has = [grant.permissions[name], grant.installation.permissions[name]];
  if (has.every((level) => level === 'write' || level === wanted)) return;
  throw inaccessible({ 'x-accepted-github-permissions': `${name}=${wanted}` });
}

/** What a token may do in a repository once its permission for the route was seen. */
export function accessBy(grant: Grant, route: Route, repository: Repository): Access {
  if (!isReached(grant, repository)) return repository.isPrivate ? 'none' : 'read';
  return route.path.startsWith('/repos/:owner/:repo/hooks') ? 'admin' : 'push';
}

function inaccessible(headers: Readonly<Record<string, string>>): Refusal {
  return new Refusal(403, 'Resource not accessible by integration', { headers });
}
