import type { Route } from '../call.ts';
import { personOf } from '../locate.ts';
import { notFound } from '../refusal.ts';
import { fullUser } from '../shapes/people.ts';

export const userRoutes: readonly Route[] = [
  { method: 'GET', path: '/user', handle: (call) => ({ status: 200, body: fullUser(call.urls, call.person) }) },
  {
    method: 'GET',
    path: '/users/:login',
    handle: (call) => ({ status: 200, body: fullUser(call.urls, personOf(call)) }),
  },
  {
    method: 'GET',
    path: '/user/:id',
    handle(call) {
      const person = call.store.people.find((each) => each.id === Number(call.params.id));
      if (!person) throw notFound();
      return { status: 200, body: fullUser(call.urls, person) };
    },
  },
];
