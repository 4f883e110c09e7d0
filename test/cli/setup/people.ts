import { REPO } from '../company.ts';
import type { Ground } from './ground.ts';
import { lineOf, type Planted } from './planted.ts';

const sam = lineOf('sam: {');
const assignable = `somebody who can be assigned in ${REPO}`;

function renamed(ground: Ground, login: string): void {
  ground.say({}, (text) => text.replace('github: sam-okoro', `github: ${login}`));
}

/** What can become of people's accounts. */
export const people: Planted[] = [
  {
    title: 'unknown person',
    what: 'unknown-person',
    level: 'problem',
    applies: false,
    plant: (ground) => renamed(ground, 'nobody-of-that-name'),
    name: 'people',
    place: sam,
    found: 'nobody-of-that-name (Sam Okoro) does not exist, or cannot be assigned in example/isms',
    fix: 'correct it, or give the account access',
    allowed: assignable,
  },
  {
    title: 'somebody who cannot be assigned',
    what: 'unknown-person',
    level: 'problem',
    applies: false,
    plant: (ground) => renamed(ground, 'a-stranger'),
    name: 'people',
    place: sam,
    found: 'a-stranger (Sam Okoro) does not exist, or cannot be assigned in example/isms',
    fix: 'correct it, or give the account access',
    allowed: assignable,
  },
  {
    title: 'deactivated person: the account was deleted',
    what: 'deactivated-person',
    level: 'problem',
    applies: false,
    before: (ground) => ground.applied(),
    plant: ({ sandbox }) => sandbox.act.removeAccount('sam-okoro'),
    name: 'people',
    place: sam,
    found:
      'sam-okoro (Sam Okoro) could be assigned in example/isms when the programme was applied, and can be no longer',
    fix: 'put somebody else in their place',
    allowed: assignable,
  },
  {
    title: 'deactivated person: the access was taken away',
    what: 'deactivated-person',
    level: 'problem',
    applies: false,
    before: (ground) => ground.applied(),
    plant: ({ sandbox }) => sandbox.act.grant(REPO, 'sam-okoro', 'none'),
    name: 'people',
    place: sam,
    found: 'sam-okoro (Sam Okoro) could be assigned',
    fix: 'give the account access again',
    allowed: assignable,
  },
  {
    title: 'a login that somebody else took over',
    what: 'other-account',
    level: 'problem',
    applies: false,
    before: (ground) => ground.applied(),
    plant({ sandbox }) {
      Object.assign(sandbox.store.people.find((p) => p.login === 'sam-okoro') ?? {}, { id: 987_654 });
    },
    name: 'people',
    place: sam,
    found: 'sam-okoro (Sam Okoro) points to another account than before',
    fix: 'make sure who it is',
    allowed: 'the account that it pointed to',
  },
  {
    title: 'the engine itself as a person',
    what: 'engine-account',
    level: 'problem',
    applies: false,
    plant: (ground) => renamed(ground, 'dutybound-bot'),
    name: 'people',
    place: sam,
    found: "dutybound-bot (Sam Okoro) is the engine's own account",
    fix: 'an account of its own',
    allowed: 'anybody else',
  },
  {
    title: 'people who cannot be looked up',
    what: 'not-looked-up',
    level: 'problem',
    applies: false,
    plant: ({ sandbox }) => sandbox.faults.add({ kind: 'unreachable', path: '^/users/sam' }),
    name: 'people',
    place: sam,
    found: 'sam-okoro (Sam Okoro) could not be looked up',
    fix: 'try again',
  },
  {
    title: 'somebody without an account',
    what: 'no-account',
    level: 'note',
    applies: true,
    plant: (ground) => ground.say({}, (text) => text.replace(', github: priya-nair', '')),
    name: 'people',
    place: lineOf('priya: {'),
    found: 'priya has no github account: told by mail',
  },
];
