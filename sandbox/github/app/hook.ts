import type { Hook } from '../../hooks/hook.ts';
import type { Repository } from '../../store/model.ts';
import type { Store } from '../../store/store.ts';
import type { Apps } from './apps.ts';
import type { App, Installation } from './model.ts';
import { isSelected } from './reach.ts';

/** The webhooks of Apps that hear of an issue's event there: asked for, installed, allowed, not suspended. */
export function appHooks(store: Store, apps: Apps, repository: Repository, event: string): Hook[] {
  return apps.installations
    .filter(
      (each) => each.suspendedAt === null && each.permissions.issues !== undefined && isSelected(each, repository),
    )
    .filter(({ app }) => app.hook.isActive && app.events.includes(event))
    .map((each) => hookAt(store, apps, each, repository));
}

/** What an App's payloads say on top of those of a repository's webhook. */
export function installationIn({ app }: Hook): { readonly installation?: { readonly id: number } } {
  return app ? { installation: { id: app.installation } } : {};
}

function hookAt(store: Store, apps: Apps, { id, app }: Installation, repository: Repository): Hook {
  const key = `${id}/${repository.id}`;
  const hook = apps.hooks.get(key) ?? newHook(store, app, id, repository);
  apps.hooks.set(key, hook);
  return hook;
}

function newHook(store: Store, app: App, installation: number, repository: Repository): Hook {
  return {
    id: store.nextId(),
    repository,
    url: app.hook.url,
    secret: app.hook.secret,
    contentType: 'json',
    events: [...app.events],
    active: true,
    createdAt: app.since,
    updatedAt: app.since,
    app: { id: app.id, installation },
  };
}
