import type { Person, Programme } from '../../rules/programme.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox/sandbox.ts';
import type { Colleague } from '../../sandbox/staff/office.ts';

/** The engine's account in a played company. */
export const ENGINE = 'dutybound-engine';
export const TOKEN = 'played';

/** A programme's people and trackers as a sandbox plays them. */
export interface Company {
  seed: Pick<SandboxOptions, 'repositories' | 'people'>;
  staff: Colleague[];
}

/** @returns everybody of the programme with an account, and a repository for each tracker, whatever kind it is of. */
export function companyOf({ people, trackers }: Programme): Company {
  const repositories = trackers.map(({ id }) => repositoryOf(id));
  const access = (level: 'push' | 'admin') => Object.fromEntries(repositories.map((name) => [name, level]));
  const staff = people.map((person) => ({ login: loginOf(person), name: person.name }));
  return {
    staff,
    seed: {
      repositories: repositories.map((name) => ({ name, private: true })),
      people: [
        { login: ENGINE, mail: 'engine@example.com', token: TOKEN, access: access('admin') },
        ...people.map((p, n) => ({ ...staff[n], login: loginOf(p), mail: p.mail, access: access('push') })),
      ],
    },
  };
}

/** @returns the programme with its trackers and channels played by the sandbox; nothing else of it is touched. */
export function playedBy(sandbox: Pick<Sandbox, 'apiUrl' | 'smtpPort' | 'chatUrl'>, programme: Programme): Programme {
  const { mail, chat } = programme.notices;
  return {
    ...programme,
    people: programme.people.map((person) => ({ ...person, accounts: { github: loginOf(person) } })),
    trackers: programme.trackers.map(({ id, limits, sweepEvery, login }) => ({
      id,
      kind: 'github',
      target: repositoryOf(id),
      api: sandbox.apiUrl,
      login: { how: 'token', token: { env: 'PLAYED_TOKEN' }, ...('expires' in login && expiry(login.expires)) },
      limits,
      sweepEvery,
      settle: 2_000,
      allowPublic: false,
    })),
    notices: {
      ...(mail && { mail: { smtp: `smtp://127.0.0.1:${sandbox.smtpPort}`, from: mail.from } }),
      ...(chat && { chat: { webhook: sandbox.chatUrl } }),
    },
  };
}

/** What reads secrets in a played company. */
export const playedSecrets = { PLAYED_TOKEN: TOKEN };

function expiry(expires: string | undefined): { expires?: string } {
  return expires === undefined ? {} : { expires };
}

function repositoryOf(tracker: string): string {
  return `simulation/${tracker}`;
}

/** Ids are what a login may be, too, and each person has one. */
function loginOf({ id }: Person): string {
  return id;
}
