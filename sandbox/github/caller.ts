import type { Faults } from '../faults/faults.ts';
import type { Person } from '../store/model.ts';
import { findRepository } from '../store/store.ts';
import { claimedApp, provenApp } from './app/jwt.ts';
import type { App, Grant } from './app/model.ts';
import { gate } from './app/reach.ts';
import { admitGrant } from './app/tokens.ts';
import type { Route } from './call.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** Who says to call; what they say is only worth something once they are admitted. */
export interface Caller {
  readonly person?: Person;
  /** Where the token is an installation's. */
  readonly grant?: Grant;
  /** Where it is a JWT of an App. */
  readonly app?: App;
}

/** Whose token an `Authorization` header carries: Bearer, token, or Basic with the token as password. */
export function callerOf({ store, apps }: Pick<World, 'store' | 'apps'>, authorization: string | undefined): Caller {
  const token = tokenIn(authorization ?? '');
  const grant = apps.grants.get(token);
  if (grant) return { person: grant.installation.app.bot, grant };
  const app = claimedApp(apps, token);
  if (app) return { person: app.bot, app };
  const person = store.people.find((each) => each.token !== null && each.token === token);
  return person ? { person } : {};
}

/**
 * 401 for an unknown, revoked, or expired token, and for none where the route wants one; for an App's own routes unless it is
 * a sound JWT. 403 and 404 where an installation may not do that. `repository` is `owner/name` of the path.
 */
export function admit(
  { store, apps, faults }: Pick<World, 'store' | 'apps'> & { readonly faults: Pick<Faults, 'take'> },
  caller: Caller,
  authorization: string | undefined,
  route: Route,
  repository: string | undefined,
): void {
  if (route.isForApps) {
    provenApp(apps, tokenIn(authorization ?? ''), store.now());
    return;
  }
  if (authorization === undefined && !route.open) throw new Refusal(401, 'Requires authentication');
  if (authorization === undefined) return;
  if (!caller.person || caller.app || faults.take('token-revoked', { login: caller.person.login }))
    throw new Refusal(401, 'Bad credentials');
  if (!caller.grant) return;
  admitGrant(caller.grant, store.now());
  gate(caller.grant, route, repository === undefined ? undefined : findRepository(store, repository));
}

function tokenIn(authorization: string): string {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (scheme.toLowerCase() !== 'basic') return value;
  return Buffer.from(value, 'base64').toString().split(':')[1] ?? '';
}
