import { createPublicKey, randomBytes } from 'node:crypto';
import type { Hook } from '../../hooks/hook.ts';
import type { Person } from '../../store/model.ts';
import { findPerson, nobody } from '../../store/people.ts';
import { fullName, type Store } from '../../store/store.ts';
import type { App, Grant, Installation, Permissions, Registration } from './model.ts';
import type { SeedApp, SeedInstallation } from './seed.ts';

/** All Apps, what they are installed on, and the tokens that are out. */
export interface Apps {
  readonly all: readonly App[];
  readonly installations: readonly Installation[];
  readonly grants: Map<string, Grant>;
  /** What was registered from a manifest and not fetched yet, by code. */
  readonly registrations: Map<string, Registration>;
  /** Their webhooks that sent something, by installation and repository. */
  readonly hooks: Map<string, Hook>;
  /** Throws an Error for a key that is no RSA key, a name that is taken, or an account without such repositories. */
  register(seed: SeedApp): App;
  install(app: App, seed: SeedInstallation): Installation;
  /** Takes an installation away, with its tokens. */
  remove(installation: Installation): void;
}

/** No Apps yet. */
export function createApps(store: Store): Apps {
  const all: App[] = [];
  const installations: Installation[] = [];
  const grants = new Map<string, Grant>();

  function install(app: App, seed: SeedInstallation): Installation {
    const known = store.repositories.filter(({ owner }) => same(owner, seed.account)).map(fullName);
    const unknown = seed.repositories?.find((name) => !known.some((each) => same(each, name)));
    if (unknown !== undefined || known.length === 0)
      throw new Error(`apps: ${app.slug} on ${unknown ?? seed.account}, allowed are ${known.join(', ') || 'none'}`);
    const installation: Installation = {
      id: seed.id ?? store.nextId(),
      app,
      account: seed.account,
      since: store.now(),
      repositories: seed.repositories ?? 'all',
      permissions: withMetadata(seed.permissions ?? app.permissions),
      suspendedAt: null,
    };
    installations.push(installation);
    return installation;
  }

  function register(seed: SeedApp): App {
    const slug = slugOf(seed.name);
    if (slug === '' || all.some((each) => each.slug === slug))
      throw new Error(`apps: the name "${seed.name}" is taken or blank; choose another one`);
    const app: App = {
      id: seed.id ?? store.nextId(),
      clientId: `Iv23${randomBytes(8).toString('hex')}`,
      slug,
      name: seed.name,
      owner: seed.owner,
      url: seed.url ?? 'https://example.com',
      setupUrl: seed.setupUrl,
      since: store.now(),
      bot: botOf(store, slug),
      keys: seed.publicKey === undefined ? [] : [createPublicKey(seed.publicKey)],
      permissions: withMetadata(seed.permissions ?? {}),
      events: seed.events ?? [],
      hook: { url: seed.hook?.url ?? '', secret: seed.hook?.secret ?? null, isActive: seed.hook !== undefined },
    };
    all.push(app);
    for (const each of seed.installations ?? []) install(app, each);
    return app;
  }

  return {
    all,
    installations,
    grants,
    hooks: new Map(),
    registrations: new Map(),
    register,
    install,
    remove(installation) {
      installations.splice(installations.indexOf(installation), 1);
      for (const grant of grants.values()) if (grant.installation === installation) grants.delete(grant.token);
    },
  };
}

/** `My App` becomes `my-app`. */
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

function botOf(store: Store, slug: string): Person {
  const login = `${slug}[bot]`;
  const known = findPerson(store, login);
  if (known) return known;
  const bot: Person = { ...nobody, id: store.nextId(), login, accountId: login, kind: 'Bot', since: store.now() };
  store.people.push(bot);
  return bot;
}

/** GitHub adds it by itself. */
function withMetadata(permissions: Permissions): Permissions {
  return { metadata: 'read', ...permissions };
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
