import { randomBytes } from 'node:crypto';
import { fullName, type Store } from '../../store/store.ts';
import { isRecord } from '../json.ts';
import { Refusal } from '../refusal.ts';
import type { Apps } from './apps.ts';
import type { Grant, Installation, Permissions } from './model.ts';
import { isSelected } from './reach.ts';

const hour = 3_600_000;
const strangers =
  'There is at least one repository that does not exist or is not accessible to the parent installation.';

/**
 * A new token of the installation, for an hour by the sandbox's clock; `wanted` is the request's body.
 * 403 while suspended, 422 for repositories or permissions that the installation does not have.
 */
export function issueToken(
  store: Store,
  apps: Apps,
  installation: Installation,
  wanted: Readonly<Record<string, unknown>>,
): Grant {
  if (installation.suspendedAt !== null) throw new Refusal(403, 'This installation has been suspended');
  const grant: Grant = {
    token: `ghs_${randomBytes(27).toString('base64url').replaceAll(/[-_]/g, 'x')}`,
    installation,
    expiresAt: store.now() + hour,
    permissions: permissionsIn(wanted.permissions, installation),
    only: onlyIn(store, wanted, installation),
  };
  apps.grants.set(grant.token, grant);
  return grant;
}

/** What that token grants. 401 once it has expired or its installation is gone, 403 while that is suspended. */
export function admitGrant(grant: Grant, now: number): void {
  if (now >= grant.expiresAt) throw new Refusal(401, 'Bad credentials');
  if (grant.installation.suspendedAt !== null) throw new Refusal(403, 'This installation has been suspended');
}

function permissionsIn(wanted: unknown, { permissions }: Installation): Permissions {
  if (!isRecord(wanted)) return permissions;
  const excess = Object.entries(wanted).some(
    ([name, level]) => permissions[name] !== 'write' && permissions[name] !== level,
  );
  if (excess) throw new Refusal(422, 'The permissions requested are not granted to this installation.');
  return { metadata: 'read', ...(wanted as Permissions) };
}

function onlyIn(
  store: Store,
  { repositories, repository_ids }: Readonly<Record<string, unknown>>,
  installation: Installation,
): string[] | undefined {
  if (repositories === undefined && repository_ids === undefined) return undefined;
  const all = store.repositories.filter((each) => isSelected(installation, each));
  const names = [listed(repositories), listed(repository_ids)].flat();
  return names.map((wanted) => {
    const found = all.find((each) => each.name === wanted || each.id === wanted);
    if (!found) throw new Refusal(422, strangers);
    return fullName(found);
  });
}

function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
