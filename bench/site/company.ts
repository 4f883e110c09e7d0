import { randomUUID } from 'node:crypto';

export const REPOSITORY = 'example/isms';
/** The engine's own login. */
export const ENGINE = 'dutybound-bot';
export const TRACKER = 'github';

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

/** @returns what the sandbox starts with. */
export function sandboxOptions({ engineToken, administratorToken }: Secrets): object {
  const access = (level: string) => ({ [REPOSITORY]: level });
  const people = Object.values(LOGINS).map((login) =>
    login === LOGINS.mara
      ? { login, access: access('admin'), token: administratorToken }
      : { login, access: access('push') },
  );
  const engine = { login: ENGINE, type: 'Bot', token: engineToken, access: access('push') };
  return { repositories: [{ name: REPOSITORY, private: true }], people: [engine, ...people] };
}
