import { accessOf } from '../../store/people.ts';
import type { Route } from '../call.ts';
import { personOf } from '../locate.ts';
import { page } from '../paging.ts';
import { notFound } from '../refusal.ts';
import { fullUser } from '../shapes/people.ts';
import { repositoryShape } from '../shapes/repository.ts';

export const userRoutes: readonly Route[] = [
  { method: 'GET', path: '/user', handle: (call) => ({ status: 200, body: fullUser(call.urls, call.person) }) },
  {
    method: 'GET',
    path: '/user/repos',
    handle(call) {
      const granted = call.store.repositories.filter(({ access }) => access.has(call.person.login.toLowerCase()));
      const seen = granted.filter((each) => accessOf(each, call.person) !== 'none');
      return page(call, seen, (each) => repositoryShape(call.urls, call.store, each, accessOf(each, call.person)));
    },
  },
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
