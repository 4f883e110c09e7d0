import { randomUUID } from 'node:crypto';

export const REPOSITORY = 'example/isms';
export const ENGINE = 'dutybound-bot';

/** Who plays in the story, by login; all but the last are in the programme. */
const people = {
  'elena-costa': 'Elena Costa',
  'dana-roth': 'Dana Roth',
  'mara-lindt': 'Mara Lindt',
  'sam-okoro': 'Sam Okoro',
  'priya-nair': 'Priya Nair',
  'victor-hale': 'Victor Hale',
} as const;
export type Login = keyof typeof people;

/** Has access to the repository, but no part in the programme. */
export const STRANGER: Login = 'victor-hale';
const ADMINISTRATOR: Login = 'mara-lindt';

/** Secrets of one run; they never leave its folder and its processes. */
export interface Secrets {
  engineToken: string;
  administratorToken: string;
  webhook: string;
}

export function makeSecrets(): Secrets {
  return { engineToken: randomUUID(), administratorToken: randomUUID(), webhook: randomUUID() };
}

/** @returns what the sandbox starts with: a private repository, the engine's account, the people. */
export function sandboxOptions({ engineToken, administratorToken }: Secrets): object {
  const humans = Object.entries(people).map(([login, name]) => ({
    login,
    name,
    access: { [REPOSITORY]: login === ADMINISTRATOR ? 'admin' : login === STRANGER ? 'read' : 'push' },
    ...(login === ADMINISTRATOR && { token: administratorToken }),
  }));
  const engine = {
    login: ENGINE,
    name: 'dutybound',
    type: 'Bot',
    token: engineToken,
    access: { [REPOSITORY]: 'push' },
  };
  return { repositories: [{ name: REPOSITORY, private: true }], people: [engine, ...humans] };
}

/** @returns the name of whoever has that login, or that id in the programme: a login's first part. */
export function nameOf(who: string): string {
  return Object.entries(people).find(([login]) => login === who || login.startsWith(`${who}-`))?.[1] ?? who;
}
