import type { Faults } from '../faults/faults.ts';
import type { Person } from '../store/model.ts';
import type { Route } from './call.ts';
import type { Grant } from './oauth/desk.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** Apps come through the gateway, and only they bring tokens of an hour; API tokens are good at both. */
export type Door = 'site' | 'gateway';

export interface Caller {
  readonly person: Person;
  /** What the person granted, if an app acts for them. */
  readonly grant?: Grant;
}

/** Who an `Authorization` header proves to be: Basic with mail and API token, or Bearer with an API or access token. */
export function callerOf({ site, oauth }: World, authorization: string | undefined, door: Door): Caller | undefined {
  const [scheme = '', value = ''] = (authorization ?? '').split(' ');
  const grant = door === 'gateway' && scheme.toLowerCase() === 'bearer' ? oauth.holderOf(value) : undefined;
  if (grant) return { person: grant.person, grant };
  const people = site.store.people.filter((person) => person.token !== null && !person.isInactive);
  const [mail = '', token] = Buffer.from(value, 'base64').toString().split(/:(.*)/s);
  const person =
    scheme.toLowerCase() === 'bearer'
      ? people.find((each) => each.token === value)
      : people.find((each) => each.token === token && each.mail?.toLowerCase() === mail.toLowerCase());
  return person && { person };
}

/** 401 without credentials where the route wants some, for wrong or revoked ones, and for an app without the scope. */
export function admit(
  caller: Caller | undefined,
  authorization: string | undefined,
  faults: Faults,
  route: Route,
): void {
  if (authorization === undefined && route.open) return;
  if (!caller || faults.take('token-revoked', { login: caller.person.login }))
    throw new Refusal(401, ['Client must be authenticated to access this resource.']);
  const needed = route.scope ?? (route.writes ? 'write:jira-work' : 'read:jira-work');
  if (caller.grant && !caller.grant.scopes.includes(needed))
    throw new Refusal(401, ['Unauthorized; scope does not match']);
}
