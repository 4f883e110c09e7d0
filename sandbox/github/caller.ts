import type { Faults } from '../faults/faults.ts';
import type { Person } from '../store/model.ts';
import type { Store } from '../store/store.ts';
import { Refusal } from './refusal.ts';

/** The person whose token an `Authorization` header carries: Bearer, token, or Basic with the token as password. */
export function holderOf(store: Store, authorization: string | undefined): Person | undefined {
  const token = tokenIn(authorization ?? '');
  return store.people.find((each) => each.token !== null && each.token === token);
}

/** 401 for an unknown or revoked token, and for none where the route wants one. */
export function admit(
  holder: Person | undefined,
  authorization: string | undefined,
  faults: Faults,
  isOpen: boolean,
): void {
  if (authorization === undefined && !isOpen) throw new Refusal(401, 'Requires authentication');
  if (authorization === undefined) return;
  if (!holder || faults.take('token-revoked', { login: holder.login })) throw new Refusal(401, 'Bad credentials');
}

function tokenIn(authorization: string): string {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (scheme.toLowerCase() !== 'basic') return value;
  return Buffer.from(value, 'base64').toString().split(':')[1] ?? '';
}
