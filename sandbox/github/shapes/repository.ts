import { branch } from '../../store/files.ts';
import { type Access, accessLevels, type Label, type Milestone, type Repository } from '../../store/model.ts';
import { allows, findPerson } from '../../store/people.ts';
import { fullName, type Store } from '../../store/store.ts';
import { simpleUser } from './people.ts';
import { instant, nodeId, repositoryUrl, type Urls } from './urls.ts';

/** A repository, with what the caller may do in it. */
export function repositoryShape(urls: Urls, store: Store, repository: Repository, access: Access) {
  const url = repositoryUrl(urls, repository);
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.isPrivate,
    owner: owner(urls, store, repository),
    html_url: `${urls.html}/${fullName(repository)}`,
    description: null,
    fork: false,
    url,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues{/number}`,
    created_at: instant(repository.since),
    updated_at: instant(repository.since),
    pushed_at: instant(repository.commits.at(-1)?.at ?? repository.since),
    has_issues: repository.hasIssues,
    archived: false,
    disabled: false,
    visibility: repository.isPrivate ? 'private' : 'public',
    open_issues_count: [...repository.tickets.values()].filter((t) => !t.gone && t.state === 'open').length,
    default_branch: branch,
    permissions: permissions(access),
  };
}

function owner(urls: Urls, store: Store, repository: Repository) {
  const person = findPerson(store, repository.owner);
  if (person) return simpleUser(urls, person);
  const api = `${urls.api}/users/${repository.owner}`;
  return {
    login: repository.owner,
    id: repository.id + 500_000_000,
    node_id: nodeId('O', repository.id),
    url: api,
    html_url: `${urls.html}/${repository.owner}`,
    type: 'Organization',
    site_admin: false,
  };
}

function permissions(access: Access) {
  const names = { admin: 'admin', maintain: 'admin', push: 'push', triage: 'triage', pull: 'read' } as const;
  return Object.fromEntries(Object.entries(names).map(([name, level]) => [name, allows(access, level)]));
}

/** The role's name for an access, as `GET /collaborators/{login}/permission` prints it. */
export function roleName(access: Access): string {
  const names = { none: 'none', read: 'read', triage: 'triage', push: 'write', admin: 'admin' } as const;
  return names[accessLevels.find((level) => level === access) ?? 'none'];
}

/** A label of a repository. */
export function labelShape(urls: Urls, repository: Repository, label: Label) {
  return {
    id: label.id,
    node_id: nodeId('LA', label.id),
    url: `${repositoryUrl(urls, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

/** A milestone of a repository. */
export function milestoneShape(urls: Urls, repository: Repository, milestone: Milestone) {
  return {
    url: `${repositoryUrl(urls, repository)}/milestones/${milestone.number}`,
    html_url: `${urls.html}/${fullName(repository)}/milestone/${milestone.number}`,
    id: milestone.id,
    node_id: nodeId('MI', milestone.id),
    number: milestone.number,
    title: milestone.title,
    description: milestone.description,
    state: milestone.state,
    creator: simpleUser(urls, milestone.creator),
    created_at: instant(milestone.createdAt),
    updated_at: instant(milestone.updatedAt),
    due_on: milestone.dueOn,
    closed_at: null,
  };
}
