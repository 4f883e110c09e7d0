import { randomUUID } from 'node:crypto';
import type { Living } from './living.ts';

export const REPOSITORY = 'example/isms';
export const PROJECT = 'ISMS';
export const ENGINE = 'dutybound-bot';
export const ENGINE_MAIL = 'dutybound@example.com';

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

/** Can read and comment, but has no part in the programme. */
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

/** @returns what the sandbox starts with: a private repository, a project, or both; the engine's account, the people. */
export function sandboxOptions({ engineToken, administratorToken }: Secrets, living: Living): object {
  const { kinds, staff } = living;
  const access = (level: string, only = false) => ({
    ...(kinds.includes('github') && !only && { [REPOSITORY]: level }),
    ...(kinds.includes('jira') && { [PROJECT]: level }),
  });
  const humans = Object.entries(people).map(([login, name]) => ({
    login,
    name,
    accountId: accountOf(login),
    access: access(
      login === ADMINISTRATOR ? 'admin' : login === STRANGER ? 'read' : 'push',
      staff.includes(idOf(login)),
    ),
    ...(login === ADMINISTRATOR && { token: administratorToken }),
  }));
  const engine = {
    login: ENGINE,
    name: 'dutybound',
    type: 'Bot',
    mail: ENGINE_MAIL,
    accountId: accountOf(ENGINE),
    token: engineToken,
    access: access('push'),
  };
  return {
    repositories: kinds.includes('github') ? [{ name: REPOSITORY, private: true }] : [],
    projects: kinds.includes('jira') ? [{ key: PROJECT, name: 'Information security', kind: 'simple' }] : [],
    people: [engine, ...humans],
  };
}

/** @returns the name of whoever has that login, or that id in the programme. */
export function nameOf(who: string): string {
  return Object.entries(people).find(([login]) => login === who || idOf(login) === who)?.[1] ?? who;
}

/** @returns a login's id in the programme: its first part. */
export function idOf(login: string): string {
  return login.split('-')[0] ?? login;
}

/** @returns by which Jira knows whoever has that login. */
export function accountOf(login: string): string {
  return `712020:${Buffer.from(login).toString('hex').padEnd(32, '0')}`;
}

/** @returns the login of an account at Jira; the account id if it is nobody's of the story. */
export function loginOf(accountId: string): string {
  return [ENGINE, ...Object.keys(people)].find((login) => accountOf(login) === accountId) ?? accountId;
}

/** @returns the logins of the programme's people, by id. */
export function logins(): Record<string, Login> {
  const own = (Object.keys(people) as Login[]).filter((login) => login !== STRANGER);
  return Object.fromEntries(own.map((login) => [idOf(login), login]));
}
