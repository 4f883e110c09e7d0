import type { Access, Person } from '../store/model.ts';
import { allows } from '../store/people.ts';
import type { SeedPerson, Store } from '../store/store.ts';
import { simple } from './kinds/simple.ts';
import { strict } from './kinds/strict.ts';
import type { Attachment, Comment, Event, Issue, Notice, Project } from './model.ts';

const kinds = { simple, strict };

export interface SeedProject {
  readonly key: string;
  readonly name: string;
  readonly kind: keyof typeof kinds;
}

/** A site with its projects and issues; people, clock and ids are the store's. */
export interface Site {
  readonly store: Store;
  readonly projects: Project[];
  /** By id; deleted ones stay, marked. */
  readonly issues: Map<number, Issue>;
  /** By key, also by each key that an issue had before it moved. */
  readonly keys: Map<string, Issue>;
  readonly comments: Map<number, Comment>;
  readonly attachments: Map<number, Attachment>;
  readonly listeners: Set<(event: Event) => void>;
  /** The mails that changes sent, oldest first; the last 10,000. */
  readonly notices: Notice[];
}

/** Makes the site. Throws an Error if access is given to a project that is not listed. */
export function createSite(store: Store, projects: readonly SeedProject[], people: readonly SeedPerson[]): Site {
  const site: Site = {
    store,
    projects: projects.map((seed) => seedProject(store, seed)),
    issues: new Map(),
    keys: new Map(),
    comments: new Map(),
    attachments: new Map(),
    listeners: new Set(),
    notices: [],
  };
  for (const person of people) grantAccess(site, person);
  return site;
}

function seedProject(store: Store, { key, name, kind }: SeedProject): Project {
  const common = { id: store.nextId(), since: store.now(), access: new Map<string, Access>(), nextNumber: 1 };
  return { ...common, key, formerKeys: [], name, kind: kinds[kind] };
}

function grantAccess(site: Site, seed: SeedPerson): void {
  for (const [key, access] of Object.entries(seed.access ?? {})) {
    if (key.includes('/')) continue;
    const project = findProject(site, key);
    if (!project) {
      const known = site.projects.map((each) => each.key).join(', ') || 'none';
      throw new Error(`people: ${seed.login} has access to "${key}", allowed are ${known}; list the project first`);
    }
    project.access.set(seed.login.toLowerCase(), access);
  }
}

/** The project of that id, or of a key which it has or had. */
export function findProject(site: Site, keyOrId: string): Project | undefined {
  const key = keyOrId.toUpperCase();
  return (
    site.projects.find((each) => each.key === key || String(each.id) === keyOrId) ??
    site.projects.find(({ formerKeys }) => formerKeys.includes(key))
  );
}

/** `ISMS-88`. */
export function keyOf(issue: Issue): string {
  return `${issue.project.key}-${issue.number}`;
}

/** The issue of that id, or of a key which it has or had; undefined once deleted. */
export function findIssue(site: Site, idOrKey: string): Issue | undefined {
  const issue = /^\d+$/.test(idOrKey) ? site.issues.get(Number(idOrKey)) : site.keys.get(idOrKey.toUpperCase());
  return issue?.isDeleted ? undefined : issue;
}

/** What was granted to the person in the project. */
export function grantedIn(project: Project, person: Person): Access {
  return project.access.get(person.login.toLowerCase()) ?? 'none';
}

/** Whether issues can be assigned to the person. */
export function isAssignableIn(project: Project, person: Person): boolean {
  return !person.isInactive && !person.isRemoved && allows(grantedIn(project, person), 'read');
}

/** The person of that account id, also an inactive one. */
export function findAccount(site: Site, accountId: string): Person | undefined {
  return site.store.people.find((person) => person.accountId === accountId);
}
