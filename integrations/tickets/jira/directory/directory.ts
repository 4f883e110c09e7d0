import { nothingLearnt } from '../api.ts';
import { type ClientOptions, createClient } from '../client.ts';
import { statusesOf } from '../conversation.ts';
import { screenOf } from '../screen.ts';
import { askMyself } from '../self.ts';
import { isOwed } from '../setup-screen.ts';
import { parsed, permissionsShape, resolutionsShape, typesShape } from '../shapes.ts';
import { choicesOf } from '../values.ts';
import { type Demand, demandOf } from './demand.ts';
import { peopleShape, projectsShape } from './shapes.ts';

/** Something to choose from, by an id that does not change and the name that people see. */
export interface Choice {
  id: string;
  name: string;
}

/** What a site tells whoever sets a tracker up. Writes nothing; every member throws TrackerError. */
export interface JiraDirectory {
  /** The account behind the credentials. @throws TrackerError `unauthorised` if they are nobody's, `unreachable` if this is no Jira site. */
  self(): Promise<Choice>;
  /** Projects that this account can see, without archived ones; `id` is the key. */
  projects(): Promise<Choice[]>;
  /** Types of issues that this account can open in a project; `isPart`: only below another issue. */
  types(project: string): Promise<(Choice & { isPart: boolean })[]>;
  /** What must be filled when an issue of that type is opened, and the priorities it takes, highest first; none without such a field. */
  screen(project: string, type: string): Promise<{ demands: Demand[]; priorities: Choice[] }>;
  /** Statuses of a type; `category` as Jira calls it: `new`, `indeterminate`, `done`. */
  statuses(project: string, type: string): Promise<(Choice & { category: string })[]>;
  resolutions(): Promise<Choice[]>;
  /** Whether edits by this account can be made without mails to watchers. */
  mayBeQuiet(project: string): Promise<boolean>;
  /** Somebody active with that mail address who may be assigned issues of the project; undefined if nobody, or if that is not certain. */
  person(project: string, mail: string): Promise<Choice | undefined>;
}

const PAGE = 50;
const MOST_PAGES = 40;
const MOST = 100;

/** @returns the directory of a site. Makes no call before it is asked. */
export function createJiraDirectory(options: ClientOptions): JiraDirectory {
  const client = createClient(options);
  const learnt = nothingLearnt();
  const target = { scope: 'target' } as const;

  async function projects(): Promise<Choice[]> {
    const all: Choice[] = [];
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const asked = { startAt: page * PAGE, maxResults: PAGE, orderBy: 'key' as const };
      const answer = await client.call(({ searchProjects }, jira) => searchProjects(jira, asked), target);
      const { values, isLast } = parsed(projectsShape, answer.data, 'GET project/search');
      all.push(...values.filter(({ archived }) => archived !== true).map(({ key, name }) => ({ id: key, name })));
      if (isLast !== false || values.length === 0) return all;
    }
    return all;
  }

  async function types(project: string) {
    const asked = { projectIdOrKey: encodeURIComponent(project), maxResults: MOST };
    const answer = await client.call(
      ({ getCreateIssueMetaIssueTypes }, jira) => getCreateIssueMetaIssueTypes(jira, asked),
      target,
    );
    const { issueTypes } = parsed(typesShape, answer.data, `${project}, issue types`);
    return issueTypes.map(({ id, name, subtask }) => ({ id, name, isPart: subtask }));
  }

  async function person(project: string, mail: string): Promise<Choice | undefined> {
    const asked = { project, query: mail, maxResults: MOST };
    const answer = await client.call(({ findAssignableUsers }, jira) => findAssignableUsers(jira, asked), target);
    const found = parsed(peopleShape, answer.data, 'GET user/assignable/search').filter(
      ({ active, accountType }) => active !== false && accountType !== 'app',
    );
    // An address that its owner hides is searched all the same; then it must be the only one.
    const same = found.filter(({ emailAddress }) => emailAddress?.toLowerCase() === mail.toLowerCase());
    const [one, ...others] = same.length > 0 ? same : found.filter(({ emailAddress }) => !emailAddress);
    return one && others.length === 0 ? { id: one.accountId, name: one.displayName } : undefined;
  }

  return {
    async self() {
      const { id, name } = await askMyself(client);
      return { id, name };
    },
    projects,
    types,
    async screen(project, type) {
      const screen = await screenOf({ client, learnt, options: { project } }, type);
      const owed = [...screen].filter(([id, field]) => isOwed(id, field));
      return {
        demands: owed.map(([id, field]) => demandOf(id, field)),
        priorities: choicesOf(screen.get('priority')?.allowedValues ?? []).map(({ id, name }) => ({ id, name })),
      };
    },
    async statuses(project, type) {
      const types = await statusesOf({ client, learnt }, project);
      const own = types.find(({ id }) => id === type)?.statuses ?? [];
      return own.map(({ id, name, statusCategory }) => ({ id, name: name ?? id, category: statusCategory.key }));
    },
    async resolutions() {
      // The library has no call for the list.
      const asked = {
        url: '/rest/api/3/resolution/search',
        method: 'GET',
        searchParams: { maxResults: MOST },
      } as const;
      const answer = await client.call((_, jira) => jira.sendRequest(asked), target);
      return parsed(resolutionsShape, answer.data, 'GET resolution/search').values;
    },
    async mayBeQuiet(project) {
      const asked = { projectKey: project, permissions: 'ADMINISTER_PROJECTS' };
      const answer = await client.call(({ getMyPermissions }, jira) => getMyPermissions(jira, asked), target);
      const { permissions } = parsed(permissionsShape, answer.data, 'GET mypermissions');
      return permissions.ADMINISTER_PROJECTS?.havePermission === true;
    },
    person,
  };
}
