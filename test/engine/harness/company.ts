import type { startSandbox } from '../../../sandbox/sandbox.ts';

type Options = Parameters<typeof startSandbox>[0];

/** Where tickets live unless a test says otherwise. */
export const REPO = 'example/isms';
/** The engine's own login. */
export const ENGINE = 'dutybound-bot';
export const ENGINE_TOKEN = 'engine-token';
/** A second account of the engine, for a tracker whose token is taken away. */
export const SECOND_ENGINE = 'dutybound-second';
export const SECOND_TOKEN = 'second-token';
/** May set up webhooks. */
export const ADMIN_TOKEN = 'mara-token';
export const HOOK_SECRET = 'a secret between tracker and engine';

/** The engine's addresses at Jira, and a person's account there. */
export const ENGINE_MAIL = 'bot@example.com';
export const SECOND_MAIL = 'second-bot@example.com';
export function accountOf(login: string): string {
  return `712020:${login}`;
}

/** @returns the tracker's people, repositories, and projects at Jira. @param more on top of the usual repository. */
export function company(
  more: string[] = [],
  projects: string[] = [],
): Pick<Options, 'repositories' | 'projects' | 'people'> {
  const names = [REPO, ...more];
  const everywhere = (access: 'push' | 'admin') =>
    Object.fromEntries([...names, ...projects].map((name) => [name, access]));
  const people = [
    { login: ENGINE, mail: ENGINE_MAIL, token: ENGINE_TOKEN, access: everywhere('push') },
    { login: SECOND_ENGINE, mail: SECOND_MAIL, token: SECOND_TOKEN, access: everywhere('push') },
    { login: 'sam-okoro', name: 'Sam Okoro', access: everywhere('push') },
    { login: 'mara-lindt', name: 'Mara Lindt', token: ADMIN_TOKEN, access: everywhere('admin') },
    { login: 'priya-nair', name: 'Priya Nair', access: everywhere('push') },
    { login: 'dana-roth', name: 'Dana Roth', access: everywhere('push') },
    { login: 'elena-costa', name: 'Elena Costa', access: everywhere('push') },
  ];
  return {
    repositories: names.map((name) => ({ name, private: true })),
    projects: projects.map((key) => ({ key, name: key, kind: 'simple' })),
    people: people.map((each) => ({ ...each, accountId: accountOf(each.login) })),
  };
}
