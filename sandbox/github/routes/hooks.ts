import type { Hook } from '../../hooks/hook.ts';
import type { Repository } from '../../store/model.ts';
import type { Call, Route } from '../call.ts';
import { hookIn } from '../hook-input.ts';
import { hookOf, hooksOf } from '../hook-locate.ts';
import { page } from '../paging.ts';
import { invalid, Refusal } from '../refusal.ts';
import { hookShape } from '../shapes/hook.ts';
import { simpleUser } from '../shapes/people.ts';
import { repositoryShape } from '../shapes/repository.ts';

const many = '/repos/:owner/:repo/hooks';
const one = `${many}/:hook`;

export const hookRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: many,
    handle: (call) => page(call, hooksOf(call).hooks, (hook) => hookShape(call.urls, call.hooks, hook)),
  },
  {
    method: 'POST',
    path: many,
    writes: 'hook',
    handle(call) {
      const { repository, hooks } = hooksOf(call);
      const draft = hookIn(call);
      if (draft.url === undefined) throw invalid('Hook', 'url', 'missing_field');
      if (hooks.some((each) => each.url === draft.url))
        throw new Refusal(422, 'Validation Failed', {
          body: { errors: [{ resource: 'Hook', code: 'custom', message: 'Hook already exists on this repository' }] },
        });
      const hook = create(call, repository, { ...draft, url: draft.url });
      ping(call, hook);
      return { status: 201, body: hookShape(call.urls, call.hooks, hook) };
    },
  },
  {
    method: 'GET',
    path: one,
    handle: (call) => ({ status: 200, body: hookShape(call.urls, call.hooks, hookOf(call)) }),
  },
  {
    method: 'PATCH',
    path: one,
    writes: 'hook',
    handle(call) {
      const hook = hookOf(call);
      Object.assign(hook, hookIn(call), { updatedAt: call.store.now() });
      return { status: 200, body: hookShape(call.urls, call.hooks, hook) };
    },
  },
  {
    method: 'DELETE',
    path: one,
    writes: 'hook',
    handle(call) {
      call.hooks.hooks.splice(call.hooks.hooks.indexOf(hookOf(call)), 1);
      return { status: 204 };
    },
  },
  {
    method: 'POST',
    path: `${one}/pings`,
    handle(call) {
      ping(call, hookOf(call));
      return { status: 204 };
    },
  },
];

function create(call: Call, repository: Repository, draft: Partial<Hook> & { readonly url: string }): Hook {
  const at = call.store.now();
  const hook: Hook = {
    id: call.store.nextId(),
    repository,
    secret: null,
    contentType: 'form',
    events: ['push'],
    active: true,
    createdAt: at,
    updatedAt: at,
    ...draft,
  };
  call.hooks.hooks.push(hook);
  return hook;
}

function ping(call: Call, hook: Hook): void {
  call.hooks.sendTo(hook, 'ping', null, {
    zen: 'Keep it logically awesome.',
    hook_id: hook.id,
    hook: hookShape(call.urls, call.hooks, hook),
    repository: repositoryShape(call.urls, call.store, hook.repository, 'admin'),
    sender: simpleUser(call.urls, call.person),
  });
}
