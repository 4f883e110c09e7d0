import { accessOf } from '../../store/people.ts';
import type { Route } from '../call.ts';
import { personOf, repositoryOf } from '../locate.ts';
import { simpleUser } from '../shapes/people.ts';
import { repositoryShape, roleName } from '../shapes/repository.ts';

export const repositoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo',
    handle(call) {
      const repository = repositoryOf(call);
      const access = call.access(repository);
      // To an installation GitHub shows no rights here, whatever it has.
      const shape = repositoryShape(call.urls, call.store, repository, call.grant ? 'none' : access);
      return { status: 200, body: { ...shape, archived: call.fault('read-only', repository) !== undefined } };
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/collaborators/:login/permission',
    handle(call) {
      const repository = repositoryOf(call, 'push');
      const person = personOf(call);
      const role = roleName(accessOf(repository, person));
      const permission = role === 'triage' ? 'read' : role;
      return { status: 200, body: { permission, role_name: role, user: simpleUser(call.urls, person) } };
    },
  },
];
