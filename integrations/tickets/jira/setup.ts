import type { Health, ResolvedAccount, Shortcoming } from '../port.ts';
import { skewOf } from '../skew.ts';
import type { Api } from './api.ts';
import { projectOf } from './project.ts';
import { askMyself } from './self.ts';
import { screenShortcomings } from './setup-screen.ts';
import { statusShortcomings } from './setup-status.ts';
import { assignableShape, parsed, permissionsShape } from './shapes.ts';
import { SHORTEST_PATH_SECRET } from './webhook.ts';

/** What the engine does there; Jira calls them so. */
const NEEDED = [
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'TRANSITION_ISSUES',
  'ADD_COMMENTS',
  'ASSIGN_ISSUES',
] as const;
/** Makes edits quiet. */
const QUIETENING = 'ADMINISTER_PROJECTS';

/** The port's `check`. Reads the project's own description of itself: types, fields, statuses; nothing kept from earlier counts. */
export async function check(api: Api): Promise<Health> {
  const { client, options } = api;
  const asked = options.now();
  const { id, name, at } = await askMyself(client);
  const skew = skewOf(Date.parse(at), asked, options.now());
  const self = { id, login: id, ...(name && { name }) };
  api.self.note({ id, login: id });
  const project = await projectOf(api, options.project);
  if (project === undefined) return { self, target: options.project, skew, shortcomings: [noAccess(api, self)] };
  const shortcomings = [
    ...guessable(api),
    ...misnamed(api, project),
    ...(await lackingPermissions(api, self)),
    ...(await openToAll(api)),
  ];
  if (!shortcomings.some(({ blocks }) => blocks)) {
    shortcomings.push(...(await screenShortcomings(api)), ...(await statusShortcomings(api)));
  }
  return { self, target: project.key, skew, shortcomings };
}

/** The port's `account`: somebody active who may be assigned issues of the project. One call. */
export async function account({ client, options }: Api, login: string): Promise<ResolvedAccount | undefined> {
  const question = { project: options.project, accountId: login };
  const answer = await client.call(({ findAssignableUsers }, jira) => findAssignableUsers(jira, question), {
    scope: 'target',
    accept: [400],
  });
  if (answer.status === 400) return undefined;
  const found = parsed(assignableShape, answer.data, 'GET user/assignable/search');
  const same = found.find(({ accountId, active }) => accountId === login && active !== false);
  return same && { id: login, login };
}

/** An old key still finds its project. */
function misnamed({ options }: Api, { key, archived }: { key: string; archived: boolean }): Shortcoming[] {
  const list: (Shortcoming | false)[] = [
    key !== options.project && {
      what: 'name',
      found: `project ${options.project} now has the key ${key}`,
      fix: `write ${key} as the project`,
      allowed: key,
      at: ['project'],
      blocks: false,
    },
    archived && {
      what: 'archived',
      found: `project ${key} is archived and read-only`,
      fix: 'restore it, or name another project',
      allowed: 'a project that is not archived',
      at: ['project'],
      blocks: true,
    },
  ];
  return list.filter((item) => item !== false);
}

async function lackingPermissions({ client, options, learnt }: Api, self: ResolvedAccount): Promise<Shortcoming[]> {
  const question = { projectKey: options.project, permissions: [...NEEDED, QUIETENING].join(',') };
  const answer = await client.call(({ getMyPermissions }, jira) => getMyPermissions(jira, question), {
    scope: 'target',
  });
  const { permissions } = parsed(permissionsShape, answer.data, 'GET mypermissions');
  const has = (name: string) => permissions[name]?.havePermission === true;
  learnt.isLoud = !has(QUIETENING);
  const missing = NEEDED.filter((name) => !has(name));
  const list: (Shortcoming | false)[] = [
    missing.length > 0 && {
      what: 'permission',
      found: `account ${calledOf(self)} lacks ${missing.join(', ')} in project ${options.project}`,
      fix: `give the account a role in the project that has ${missing.join(', ')}`,
      allowed: NEEDED.join(', '),
      blocks: true,
    },
    options.quiet &&
      !has(QUIETENING) && {
        what: 'quiet',
        found: `account ${calledOf(self)} does not administer project ${options.project}: each edit mails its watchers all the same`,
        fix: 'let the account administer the project, or set quiet: false',
        allowed: 'quiet: true only with Administer projects',
        at: ['quiet'],
        blocks: false,
      },
  ];
  return list.filter((item) => item !== false);
}

/** Asked without credentials: what anybody may read, Jira shows. */
async function openToAll({ client, options }: Api): Promise<Shortcoming[]> {
  const projectIdOrKey = encodeURIComponent(options.project);
  const asked = { scope: 'target', anonymous: true, accept: [302, 303, 307, 401, 403, 404] } as const;
  const answer = await client.call(({ getProject }, jira) => getProject(jira, { projectIdOrKey }), {
    ...asked,
    accept: [...asked.accept],
  });
  if (answer.status !== 200) return [];
  return [
    {
      what: 'public',
      found: `anybody can read project ${options.project}`,
      fix: 'take Browse projects from "Public", or name another project',
      allowed: 'a private project; a public one only with allow_public: true',
      blocks: false,
    },
  ];
}

/** Its deliveries are refused, each of them. */
function guessable({ options }: Api): Shortcoming[] {
  const length = options.webhook?.pathSecret?.length ?? SHORTEST_PATH_SECRET;
  if (length >= SHORTEST_PATH_SECRET) return [];
  return [
    {
      what: 'wrong-secret',
      found: `the secret has ${length} characters; an app's webhook proves itself by nothing else, so its deliveries are refused`,
      fix: 'make a longer one, such as by openssl rand -hex 32, put it where this reference points, restart what runs',
      allowed: `at least ${SHORTEST_PATH_SECRET} characters`,
      blocks: false,
    },
  ];
}

function noAccess({ options }: Api, self: ResolvedAccount): Shortcoming {
  return {
    what: 'access',
    found: `project ${options.project} does not exist, or account ${calledOf(self)} may not see it`,
    fix: 'check the key; give the account a role in the project',
    allowed: 'the key of a project that this account can see',
    at: ['project'],
    blocks: true,
  };
}

function calledOf({ id, name }: ResolvedAccount): string {
  return name ? `${name} (${id})` : id;
}
