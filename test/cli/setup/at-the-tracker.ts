import { serve } from '../../integrations/tickets/github/fixture.ts';
import { dayFrom, REPO } from '../company.ts';
import type { Ground } from './ground.ts';
import { lineOf, type Planted } from './planted.ts';

const tracker = lineOf('  github:\n');

/** What an owner of the repository, or the tracker itself, can do to an engine. */
export const atTheTracker: Planted[] = [
  {
    title: 'a token that runs out soon',
    what: 'token-expiry',
    level: 'note',
    applies: true,
    plant: (ground) => ground.say({ tracker: `token_expires: ${dayFromNow(29)}` }),
    name: 'github',
    place: lineOf('token_expires'),
    found: /^the token expires on /,
    fix: 'make a new one',
    allowed: 'a later day',
  },
  {
    title: 'a token that ran out',
    what: 'token-expiry',
    level: 'problem',
    applies: true,
    plant: (ground) => ground.say({ tracker: `token_expires: ${dayFromNow(-2)}` }),
    name: 'github',
    place: lineOf('token_expires'),
    found: /^the token expired on /,
    fix: 'make a new one',
    allowed: 'a later day',
  },
  {
    title: 'no permission: the engine’s account may only read',
    what: 'permission',
    level: 'problem',
    applies: false,
    plant: ({ sandbox }) => sandbox.act.grant(REPO, 'dutybound-bot', 'read'),
    name: 'github',
    place: tracker,
    found: 'dutybound-bot may not write in example/isms',
    fix: 'give dutybound-bot the role Write',
    allowed: 'Write, Maintain, Admin',
  },
  {
    title: 'no access: the repository is out of sight',
    what: 'access',
    level: 'problem',
    applies: false,
    plant: ({ sandbox }) => sandbox.act.grant(REPO, 'dutybound-bot', 'none'),
    name: 'github',
    place: tracker,
    found: 'example/isms does not exist, or dutybound-bot may not see it',
    fix: 'check the spelling',
    allowed: 'OWNER/NAME',
  },
  {
    title: 'issues disabled',
    what: 'issues',
    level: 'problem',
    applies: false,
    plant: ({ sandbox }) => sandbox.act.enableIssues(REPO, false),
    name: 'github',
    place: tracker,
    found: 'issues are switched off in example/isms',
    fix: 'Settings, General, Features',
    allowed: 'a repository with issues',
  },
  {
    title: 'archived',
    what: 'archived',
    level: 'problem',
    applies: false,
    plant: (ground) => played(ground, { archived: true }),
    name: 'github',
    place: tracker,
    found: 'example/isms is archived and read-only',
    fix: 'unarchive it',
    allowed: 'not archived',
  },
  {
    title: 'renamed',
    what: 'name',
    level: 'note',
    applies: true,
    plant: (ground) => played(ground, { full_name: 'example/renamed' }),
    name: 'github',
    place: tracker,
    found: 'example/isms is now called example/renamed',
    fix: 'write example/renamed',
    allowed: 'example/renamed',
  },
  {
    title: 'public repository',
    what: 'public',
    level: 'problem',
    applies: false,
    plant: (ground) => opened(ground, ''),
    name: 'github',
    place: tracker,
    found: 'anybody can read example/open',
    fix: 'make it private',
    allowed: 'allow_public: true',
  },
  {
    title: 'public repository, permitted',
    what: 'public',
    level: 'note',
    applies: true,
    plant: (ground) => opened(ground, 'allow_public: true'),
    name: 'github',
    place: tracker,
    found: 'anybody can read example/open, which allow_public permits',
  },
  {
    title: 'unreachable tracker',
    what: 'unreachable',
    level: 'problem',
    applies: false,
    plant: ({ sandbox }) => sandbox.faults.add({ kind: 'unreachable' }),
    name: 'github',
    place: tracker,
    found: 'no answer',
    fix: 'check the address, the network',
    allowed: 'an address that answers',
  },
  {
    title: 'a tracker that takes a request and never answers',
    what: 'unreachable',
    level: 'problem',
    applies: false,
    plant: ({ sandbox }) => sandbox.faults.add({ kind: 'hang', ms: 600_000 }),
    name: 'github',
    place: tracker,
    found: 'no answer',
    fix: 'check the address, the network',
    allowed: 'an address that answers',
  },
  {
    title: 'rate limited',
    what: 'rate-limited',
    level: 'problem',
    applies: false,
    plant: ({ sandbox }) => sandbox.faults.add({ kind: 'too-many-requests', retryAfter: 90 }),
    name: 'github',
    place: tracker,
    found: '429',
    fix: /try again after \d{4}-/,
  },
  {
    title: 'token revoked',
    what: 'token',
    level: 'problem',
    applies: false,
    plant: ({ sandbox }) => sandbox.faults.add({ kind: 'token-revoked' }),
    name: 'github',
    place: lineOf('token:'),
    found: '401',
    fix: 'make a token that may read and write the issues of example/isms',
    allowed: 'a token that is in force',
    code: 4,
  },
  {
    title: 'wrong clock, the tracker’s ahead by more than 5 s',
    what: 'clock',
    level: 'note',
    applies: true,
    plant: ({ sandbox }) => sandbox.clock.advance(8_000),
    name: 'clock',
    place: () => '',
    found: /this machine is [6-9] s behind the tracker/,
    fix: 'time server',
    allowed: 'at most 5 s apart',
  },
  {
    title: 'wrong clock, the tracker’s behind by more than 5 s',
    what: 'clock',
    level: 'note',
    applies: true,
    plant: ({ sandbox }) => sandbox.clock.advance(-8_000),
    name: 'clock',
    place: () => '',
    found: /this machine is [6-9] s ahead of the tracker/,
    fix: 'time server',
    allowed: 'at most 5 s apart',
  },
];

/** A repository as GitHub says it is, where the sandbox has no such switch; everybody can be assigned. */
async function played(ground: Ground, change: object): Promise<void> {
  const home = { full_name: REPO, private: true, archived: false, has_issues: true, permissions: { push: true } };
  const fixture = await serve(({ url }) => {
    const headers = { date: new Date().toUTCString() };
    const login = /\/users\/([\w-]+)/.exec(url)?.[1];
    if (url === '/user') return { status: 200, body: { id: 7, login: 'dutybound-bot' }, headers };
    if (login) return { status: 200, body: { id: login.charCodeAt(0), login }, headers };
    if (url.includes('/assignees/')) return { status: 204, headers };
    if (url.includes('/issues')) return { status: 200, body: [], headers };
    return { status: 200, body: { ...home, ...change }, headers };
  });
  ground.later(() => fixture.close());
  ground.say({ api: fixture.url });
}

/** A small company whose tickets everybody can read. */
function opened(ground: Ground, tracker: string): void {
  const people = `\n  sam: { name: Sam Okoro, mail: sam@example.com, github: sam-okoro }`;
  ground.say({ repository: 'example/open', people, tracker }, (text) =>
    text
      .replace('lead: [mara], top: [elena]', 'lead: [sam], top: [sam]')
      .replace('verifier: mara', '')
      .replace('owner: priya', 'owner: sam'),
  );
}

function dayFromNow(days: number): string {
  return dayFrom(new Date(), days);
}
