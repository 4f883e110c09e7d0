import { createHash } from 'node:crypto';
import type { Access, Attachment, Change, Comment, Person, Repository } from './model.ts';

/** Everything the tracker knows, in memory, without any vendor's words. */
export interface Store {
  readonly now: () => number;
  readonly nextId: () => number;
  readonly people: Person[];
  readonly repositories: Repository[];
  /** By id. */
  readonly comments: Map<number, Comment>;
  readonly attachments: Attachment[];
  readonly listeners: Set<(change: Change) => void>;
}

export interface SeedRepository {
  readonly name: string;
  readonly private?: boolean | undefined;
  readonly hasIssues?: boolean | undefined;
}

export interface SeedPerson {
  readonly login: string;
  readonly name?: string | undefined;
  readonly id?: number | undefined;
  readonly mail?: string | undefined;
  /** At Atlassian; without it one that follows from the login. */
  readonly accountId?: string | undefined;
  /** By `owner/name` or a project's key. */
  readonly access?: Readonly<Record<string, Access>> | undefined;
  readonly token?: string | undefined;
  readonly type?: 'User' | 'Bot' | undefined;
}

/**
 * Makes the store with its repositories and people. `now` gives epoch ms.
 * Throws an Error if a name is not `owner/name`, or access is given to a repository that is not listed.
 */
export function createStore(
  now: () => number,
  repositories: readonly SeedRepository[],
  people: readonly SeedPerson[],
): Store {
  let last = 1_000_000;
  const nextId = () => ++last;
  const store: Store = {
    now,
    nextId,
    people: people.map((seed) => seedPerson(seed, nextId, now())),
    repositories: repositories.map((seed) => seedRepository(seed, nextId, now())),
    comments: new Map(),
    attachments: [],
    listeners: new Set(),
  };
  for (const person of people) grantAccess(store, person);
  return store;
}

function seedPerson(seed: SeedPerson, nextId: () => number, since: number): Person {
  return {
    id: seed.id ?? nextId(),
    login: seed.login,
    name: seed.name ?? null,
    mail: seed.mail ?? null,
    token: seed.token ?? null,
    kind: seed.type ?? 'User',
    since,
    accountId: seed.accountId ?? createHash('sha256').update(seed.login.toLowerCase()).digest('hex').slice(0, 24),
  };
}

function seedRepository(seed: SeedRepository, nextId: () => number, since: number): Repository {
  const [owner, name, ...rest] = seed.name.split('/');
  if (!owner || !name || rest.length > 0)
    throw new Error(`repositories: found "${seed.name}", allowed is "owner/name"; correct the name`);
  return {
    id: nextId(),
    owner,
    name,
    isPrivate: seed.private ?? false,
    hasIssues: seed.hasIssues ?? true,
    since,
    access: new Map(),
    labels: [],
    milestones: [],
    commits: [],
    blobs: new Map(),
    tickets: new Map(),
    nextNumber: 1,
  };
}

function grantAccess(store: Store, seed: SeedPerson): void {
  for (const [name, access] of Object.entries(seed.access ?? {})) {
    if (!name.includes('/')) continue;
    const repository = findRepository(store, name);
    if (!repository) {
      const known = store.repositories.map(fullName).join(', ');
      throw new Error(`people: ${seed.login} has access to "${name}", allowed are ${known}; list the repository first`);
    }
    repository.access.set(seed.login.toLowerCase(), access);
  }
}

/** The repository of that `owner/name`, in any case of letters. */
export function findRepository(store: Store, name: string): Repository | undefined {
  return store.repositories.find((repository) => fullName(repository).toLowerCase() === name.toLowerCase());
}

/** `owner/name`. */
export function fullName(repository: Repository): string {
  return `${repository.owner}/${repository.name}`;
}
