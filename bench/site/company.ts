import { randomUUID } from 'node:crypto';

export const REPOSITORY = 'example/isms';
/** The engine's own login. */
export const ENGINE = 'dutybound-bot';
export const TRACKER = 'github';

/** In which tracker a site's company works; its id in the programme is the same. */
export type TrackerKind = 'github' | 'jira';
/** Repository or project, and what people type before a command. */
export const HOMES: Record<TrackerKind, { place: string; prefix: '/' | '!' }> = {
  github: { place: REPOSITORY, prefix: '/' },
  jira: { place: 'ISMS', prefix: '!' },
};
export const ENGINE_MAIL = 'dutybound@example.com';

/** People of the programme, by id, with their logins. */
export const LOGINS = {
  sam: 'sam-okoro',
  mara: 'mara-lindt',
  priya: 'priya-nair',
  dana: 'dana-roth',
  elena: 'elena-costa',
} as const;

/** Secrets of one site; they never leave its folder and its processes. */
export interface Secrets {
  engineToken: string;
  administratorToken: string;
  webhook: string;
}

export function makeSecrets(): Secrets {
  return { engineToken: randomUUID(), administratorToken: randomUUID(), webhook: randomUUID() };
}

/** @returns by which Jira knows whoever has that login. */
export function accountOf(login: string): string {
  return `712020:${login}`;
}

/** @returns what the sandbox starts with. */
export function sandboxOptions({ engineToken, administratorToken }: Secrets, at: TrackerKind): object {
  const { place } = HOMES[at];
  const access = (level: string) => ({ [place]: level });
  const people = Object.values(LOGINS).map((login) => ({
    login,
    accountId: accountOf(login),
    ...(login === LOGINS.mara ? { access: access('admin'), token: administratorToken } : { access: access('push') }),
  }));
  const engine = {
    login: ENGINE,
    type: 'Bot',
    mail: ENGINE_MAIL,
    accountId: accountOf(ENGINE),
    token: engineToken,
    access: access('push'),
  };
  return {
    repositories: at === 'github' ? [{ name: place, private: true }] : [],
    projects: at === 'jira' ? [{ key: place, name: 'Information security', kind: 'simple' }] : [],
    people: [engine, ...people],
  };
}
