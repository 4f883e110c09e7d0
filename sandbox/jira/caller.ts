import type { Faults } from '../faults/faults.ts';
import type { Person } from '../store/model.ts';
import { Refusal } from './refusal.ts';
import type { Site } from './site.ts';

/** Who an `Authorization` header proves to be: Basic with mail and API token, or Bearer with the token. */
export function holderOf(site: Site, authorization: string | undefined): Person | undefined {
  const [scheme = '', value = ''] = (authorization ?? '').split(' ');
  const people = site.store.people.filter((person) => person.token !== null && !person.isInactive);
  if (scheme.toLowerCase() === 'bearer') return people.find((person) => person.token === value);
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const [mail = '', token] = Buffer.from(value, 'base64').toString().split(/:(.*)/s);
  return people.find((person) => person.token === token && person.mail?.toLowerCase() === mail.toLowerCase());
}

/** 401 without credentials where the route wants some, and for wrong or revoked ones. */
export function admit(
  holder: Person | undefined,
  authorization: string | undefined,
  faults: Faults,
  isOpen: boolean,
): void {
  if (authorization === undefined && isOpen) return;
  if (!holder || faults.take('token-revoked', { login: holder.login }))
    throw new Refusal(401, ['Client must be authenticated to access this resource.']);
}
