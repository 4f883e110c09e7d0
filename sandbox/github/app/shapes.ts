import { nobody } from '../../store/people.ts';
import { fullName, type Store } from '../../store/store.ts';
import { simpleUser } from '../shapes/people.ts';
import { repositoryShape } from '../shapes/repository.ts';
import { instant, nodeId, type Urls } from '../shapes/urls.ts';
import type { App, Grant, Installation } from './model.ts';
import { isReached } from './reach.ts';

/** An App as `GET /app` prints it; its pages stand where an Enterprise Server has them. */
export function appShape(urls: Urls, app: App, installations: readonly Installation[]) {
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    owner: account(urls, app.owner),
    name: app.name,
    description: null,
    external_url: app.url,
    html_url: `${urls.html}/github-apps/${app.slug}`,
    created_at: instant(app.since),
    updated_at: instant(app.since),
    permissions: app.permissions,
    events: app.events,
    installations_count: installations.filter((each) => each.app === app).length,
  };
}

/** An installation as the App itself sees it. */
export function installationShape(urls: Urls, installation: Installation) {
  const { id, app, repositories, permissions, since, suspendedAt } = installation;
  const url = `${urls.api}/app/installations/${id}`;
  return {
    id,
    client_id: app.clientId,
    app_id: app.id,
    app_slug: app.slug,
    account: account(urls, installation.account),
    target_type: 'Organization',
    repository_selection: repositories === 'all' ? 'all' : 'selected',
    permissions,
    events: app.events,
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: `${urls.api}/installation/repositories`,
    html_url: `${urls.html}/settings/installations/${id}`,
    created_at: instant(since),
    updated_at: instant(since),
    suspended_at: suspendedAt === null ? null : instant(suspendedAt),
    suspended_by: null,
    single_file_name: null,
    has_multiple_single_files: false,
  };
}

/** A fresh token, the only time that it is shown. */
export function tokenShape(urls: Urls, store: Store, grant: Grant) {
  const narrowed = store.repositories.filter((each) => grant.only?.includes(fullName(each)));
  const selection = grant.only !== undefined || grant.installation.repositories !== 'all' ? 'selected' : 'all';
  return {
    token: grant.token,
    expires_at: instant(grant.expiresAt),
    permissions: grant.permissions,
    repository_selection: selection,
    ...(grant.only && { repositories: narrowed.map((each) => repositoryShape(urls, store, each, 'none')) }),
  };
}

/** All repositories that the token reaches. */
export function reachedShapes(urls: Urls, store: Store, grant: Grant) {
  return store.repositories
    .filter((each) => isReached(grant, each))
    .map((each) => repositoryShape(urls, store, each, 'none'));
}

function account(urls: Urls, login: string) {
  return simpleUser(urls, { ...nobody, login });
}
