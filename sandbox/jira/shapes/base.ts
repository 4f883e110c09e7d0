import type { Person } from '../../store/model.ts';
import type { CategoryKey, IssueType, Json, Named, Project, Status } from '../model.ts';
import type { Urls } from '../urls.ts';

/** The API's root at the site. */
export function apiAt(urls: Urls): string {
  return `${urls.site}/rest/api/3`;
}

/** Epoch ms as Jira prints it: `2027-04-12T07:00:00.000+0000`. */
export function instant(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}

/** Somebody; the mail only where the account shows it. */
export function userShape(urls: Urls, person: Person) {
  return {
    self: `${apiAt(urls)}/user?accountId=${person.accountId}`,
    accountId: person.accountId,
    ...(person.mail === null ? {} : { emailAddress: person.mail }),
    avatarUrls: avatars(urls),
    displayName: person.name ?? person.login,
    active: !person.isInactive && !person.isRemoved,
    timeZone: 'Etc/UTC',
    accountType: person.kind === 'Bot' ? 'app' : 'atlassian',
  };
}

function avatars(urls: Urls) {
  const sizes = ['48x48', '24x24', '16x16', '32x32'] as const;
  return Object.fromEntries(sizes.map((size) => [size, `${urls.site}/avatar.png?size=${size}`]));
}

const categories: Readonly<Record<CategoryKey, Json>> = {
  new: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
};

/** A status with its category. */
export function statusShape(urls: Urls, status: Status) {
  const category = categories[status.category];
  return {
    self: `${apiAt(urls)}/status/${status.id}`,
    description: '',
    iconUrl: `${urls.site}/images/status.png`,
    name: status.name,
    id: status.id,
    statusCategory: { self: `${apiAt(urls)}/statuscategory/${category.id}`, ...category },
  };
}

/** A priority. */
export function priorityShape(urls: Urls, { id, name }: Named) {
  return { self: `${apiAt(urls)}/priority/${id}`, iconUrl: `${urls.site}/images/priority.png`, name, id };
}

/** A resolution. */
export function resolutionShape(urls: Urls, { id, name }: Named) {
  return { self: `${apiAt(urls)}/resolution/${id}`, id, description: '', name };
}

/** An issue type. */
export function typeShape(urls: Urls, type: IssueType) {
  return {
    self: `${apiAt(urls)}/issuetype/${type.id}`,
    id: type.id,
    description: '',
    iconUrl: `${urls.site}/images/type.png`,
    name: type.name,
    subtask: type.isSubtask,
    hierarchyLevel: type.isSubtask ? -1 : 0,
  };
}

/** A project, short. */
export function projectShape(urls: Urls, project: Project) {
  return {
    self: `${apiAt(urls)}/project/${project.id}`,
    id: String(project.id),
    key: project.key,
    name: project.name,
    projectTypeKey: 'business',
    simplified: false,
    avatarUrls: avatars(urls),
  };
}
