import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '../store/model.ts';
import { findPerson } from '../store/people.ts';
import type { Store } from '../store/store.ts';

const cookie = 'sandbox_person';

/** Who the visitor said to be; undefined before a choice, and for anything that carries a token. */
export function visitorOf(store: Store, request: FastifyRequest): Person | undefined {
  if (request.headers.authorization !== undefined) return undefined;
  const pairs = (request.headers.cookie ?? '').split(/;\s*/).map((pair) => pair.split('='));
  const login = pairs.find(([name]) => name === cookie)?.[1];
  return login === undefined ? undefined : findPerson(store, decodeURIComponent(login));
}

/** Remembers who the visitor says to be. */
export function remember(reply: FastifyReply, person: Person): void {
  reply.header('set-cookie', `${cookie}=${encodeURIComponent(person.login)}; Path=/; HttpOnly; SameSite=Lax`);
}
