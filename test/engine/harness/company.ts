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

/** @returns the tracker's people and repositories. @param more on top of the usual one. */
export function company(more: string[] = []): Pick<Options, 'repositories' | 'people'> {
  const names = [REPO, ...more];
  const everywhere = (access: 'push' | 'admin') => Object.fromEntries(names.map((name) => [name, access]));
  return {
    repositories: names.map((name) => ({ name, private: true })),
    people: [
      { login: ENGINE, token: ENGINE_TOKEN, access: everywhere('push') },
      { login: SECOND_ENGINE, token: SECOND_TOKEN, access: everywhere('push') },
      { login: 'sam-okoro', name: 'Sam Okoro', access: everywhere('push') },
      { login: 'mara-lindt', name: 'Mara Lindt', token: ADMIN_TOKEN, access: everywhere('admin') },
      { login: 'priya-nair', name: 'Priya Nair', access: everywhere('push') },
      { login: 'dana-roth', name: 'Dana Roth', access: everywhere('push') },
      { login: 'elena-costa', name: 'Elena Costa', access: everywhere('push') },
    ],
  };
}
