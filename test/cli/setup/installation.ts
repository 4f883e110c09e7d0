import { chmodSync, rmSync } from 'node:fs';
import { sqliteEngine } from '../../register/engines/sqlite.ts';
import { duty, TOKEN } from '../company.ts';
import type { Ground } from './ground.ts';
import { lineOf, type Planted } from './planted.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const register = (ground: Ground) => ground.register;
const folder = (ground: Ground) => ground.data;
const file = () => 'isms.yaml';

/** Changes rows behind the register's back. */
async function tampered(ground: Ground, ...statements: string[]): Promise<void> {
  await sqliteEngine().tamper(`sqlite:${ground.register}`, ...statements);
}

/** Notes a backup, as the command does that makes one. */
export async function backedUp(ground: Ground, daysAgo: number): Promise<void> {
  const at = new Date(Date.now() - daysAgo * DAY_MS).toISOString();
  await ground.work(async ({ register: own }) => {
    const { sequence, hash } = await own.head();
    const body = { file: 'backup.tar', sequence, hash };
    await own.write((tx) => tx.append([{ stream: 'engine', kind: 'backed-up', actor: 'engine', at, body }]));
  });
}

async function ticked(ground: Ground, hoursAgo: number): Promise<void> {
  await ground.work(
    async (deps) => void (await deps.register.tick(new Date(Date.now() - hoursAgo * HOUR_MS).toISOString())),
  );
}

async function running(ground: Ground): Promise<void> {
  await ground.applied();
  await ground.opens();
}

/** What can be wrong with the folder, the register, and the programme's file. */
export const installation: Planted[] = [
  {
    title: 'no programme',
    what: 'no-programme',
    level: 'problem',
    applies: false,
    plant: ({ here }) => rmSync(`${here.folder}/isms.yaml`),
    name: 'programme',
    place: file,
    found: 'does not exist',
    fix: 'dutybound init',
    allowed: 'a file that can be read',
  },
  {
    title: 'a mistake in the programme',
    what: 'mistake',
    level: 'problem',
    applies: false,
    plant: (ground) => ground.say({}, (text) => text.replace('ladder: L2', 'ladder: L9')),
    name: 'programme',
    place: lineOf('ladder: L9'),
    found: 'L9',
    allowed: 'L1, L2, L3, L4',
  },
  {
    title: 'literal secret',
    what: 'literal-secret',
    level: 'problem',
    applies: false,
    plant: (ground) => ground.say({}, (text) => text.replace(/"\$\{env:GITHUB_TOKEN\}"/, TOKEN)),
    name: 'programme',
    place: lineOf('token:'),
    found: 'a secret is only ever referred to, never written here',
    fix: 'make a new one',
    allowed: `\${env:NAME}, \${file:PATH}`,
  },
  {
    title: 'a secret that is not there',
    what: 'missing-secret',
    level: 'problem',
    applies: false,
    plant: ({ here }) => {
      here.env.GITHUB_TOKEN = undefined;
    },
    name: 'github',
    place: lineOf('token:'),
    found: 'GITHUB_TOKEN is not set',
    fix: 'name another variable or file',
    allowed: `\${env:NAME}`,
    code: 4,
  },
  {
    title: 'a webhook’s secret that is not there; the tracker is looked at all the same',
    what: 'missing-secret',
    level: 'problem',
    applies: false,
    plant: (ground) => ground.say({ tracker: `webhook_secret: "\${env:NOT_SET}"` }),
    name: 'github',
    place: lineOf('webhook_secret:'),
    found: 'NOT_SET is not set',
    fix: 'name another variable or file',
    allowed: `\${env:NAME}`,
    code: 4,
  },
  {
    title: 'unreachable SMTP',
    what: 'mail',
    level: 'problem',
    applies: false,
    plant: (ground) => ground.say({ smtp: 1 }),
    name: 'mail',
    place: lineOf('notices:'),
    found: 'ECONNREFUSED',
    fix: 'notices.mail',
    allowed: 'smtp://USER:PASSWORD@HOST:PORT',
  },
  {
    title: 'unreachable chat',
    what: 'chat',
    level: 'problem',
    applies: false,
    plant: (ground) =>
      ground.say({}, (text) => text.replace(/^notices:.*$/m, 'notices: { chat: { webhook: "http://127.0.0.1:1" } }')),
    name: 'chat',
    place: lineOf('notices:'),
    found: '127.0.0.1:1 did not take our greeting',
    fix: 'notices.chat',
    allowed: 'an incoming webhook',
  },
  {
    title: 'nobody is told outside the tracker',
    what: 'no-notices',
    level: 'note',
    applies: true,
    plant: (ground) => ground.say({}, (text) => text.replace(/^notices:.*$/m, '')),
    name: 'notices',
    place: () => '',
    found: 'people hear in their tickets only',
  },
  {
    title: 'no register',
    what: 'register',
    level: 'problem',
    applies: false,
    plant: (ground) => rmSync(ground.register),
    name: 'register',
    place: register,
    found: 'no register at',
    fix: '--data or --register',
    allowed: 'sqlite:PATH',
  },
  {
    title: 'unreachable SQL',
    what: 'register',
    level: 'problem',
    applies: false,
    plant: ({ here }) => {
      here.env.DUTYBOUND_REGISTER = 'postgres://isms:PlantedPassword0815@127.0.0.1:1/isms';
    },
    name: 'register',
    place: () => 'DUTYBOUND_REGISTER',
    found: 'postgres://isms@127.0.0.1:1/isms does not answer',
    fix: '--data or --register',
    allowed: 'postgres://USER:PASSWORD@HOST:PORT/DATABASE',
  },
  {
    title: 'chain broken: an event was changed',
    what: 'chain',
    level: 'problem',
    applies: true,
    before: running,
    plant: (ground) => tampered(ground, "update event set actor = 'nobody' where sequence = 2"),
    name: 'register',
    place: register,
    found: 'first event 2 hash',
    fix: 'restore the last backup that verifies',
    allowed: 'unchanged',
  },
  {
    title: 'chain broken: the last event was taken away',
    what: 'chain',
    level: 'problem',
    applies: true,
    before: (ground) => ground.applied(),
    plant: (ground) => tampered(ground, 'delete from event where sequence = 1'),
    name: 'register',
    place: register,
    found: 'first chain_head sequence',
    fix: 'restore the last backup that verifies',
    allowed: 'unchanged',
  },
  {
    title: 'projection differing: a due date was moved in its row',
    what: 'projection',
    level: 'problem',
    applies: true,
    before: running,
    plant: (ground) => tampered(ground, "update task set due = '2099-01-01T00:00:00.000Z'"),
    name: 'register',
    place: register,
    found: /rows differ from what the log says: one place, first task \S+\.due/,
    fix: 'rebuild',
    allowed: 'as the log folds them',
  },
  {
    title: 'unapplied programme: nothing applied yet',
    what: 'nothing-applied',
    level: 'note',
    applies: true,
    plant: () => {},
    name: 'in force',
    place: file,
    found: 'no programme has been applied yet',
    fix: 'dutybound preview, then apply',
  },
  {
    title: 'unapplied programme: the file was changed since',
    what: 'not-applied',
    level: 'note',
    applies: true,
    before: (ground) => ground.applied(),
    plant: (ground) => ground.say({}, (text) => text.replace('Example GmbH', 'Example AG')),
    name: 'in force',
    place: file,
    found: 'v1; one change of the file is not applied',
    fix: 'dutybound preview, then apply',
  },
  {
    title: 'unapplied programme: a weakening waits for top management',
    what: 'pending',
    level: 'note',
    applies: true,
    before: (ground) => ground.applied(),
    async plant(ground) {
      ground.say({}, (text) => text.replace('every: 12 months', 'every: 24 months'));
      await ground.here.run('apply', '--yes', '--because', 'less changes');
    },
    name: 'in force',
    place: file,
    found: 'waits for top management',
    fix: '/approve or /deny',
  },
  {
    title: 'stale planner, while nothing falls due',
    what: 'planner',
    level: 'note',
    applies: true,
    before: running,
    plant: (ground) => ticked(ground, 8),
    name: 'planner',
    place: folder,
    found: /^has not gone round since \S+$/,
    fix: 'dutybound up',
    allowed: 'a round every 3600 s',
  },
  {
    title: 'stale planner, while a deadline falls',
    what: 'planner',
    level: 'problem',
    applies: true,
    async before(ground) {
      const today = new Date(Date.now() - 10 * DAY_MS);
      ground.say({ duties: duty(today) });
      await running(ground);
    },
    plant: (ground) => ticked(ground, 8),
    name: 'planner',
    place: folder,
    found: /has not gone round since \S+; a deadline falls before \S+, the first at \S+/,
    fix: 'dutybound up',
    allowed: 'a round every 3600 s',
  },
  {
    title: 'no backup yet',
    what: 'backup',
    level: 'note',
    applies: true,
    plant: (ground) => ground.applied(6),
    name: 'backup',
    place: register,
    found: 'none has been made yet',
    fix: 'dutybound backup, every night',
    allowed: 'at most 7 days old',
  },
  {
    title: 'no backup',
    what: 'backup',
    level: 'problem',
    applies: true,
    plant: (ground) => ground.applied(8),
    name: 'backup',
    place: register,
    found: 'none has been made in the 8 days since the first programme was applied',
    fix: 'dutybound backup, every night',
    allowed: 'at most 7 days old',
  },
  {
    title: 'an old backup',
    what: 'backup',
    level: 'problem',
    applies: true,
    async plant(ground) {
      await ground.applied(30);
      await backedUp(ground, 9);
    },
    name: 'backup',
    place: register,
    found: /^the last was made 9 days ago, at \d{4}-/,
    fix: 'dutybound backup, every night',
    allowed: 'at most 7 days old',
  },
  {
    title: 'world-readable data folder',
    what: 'open-folder',
    level: 'problem',
    applies: true,
    plant: (ground) => chmodSync(ground.data, 0o755),
    name: 'folder',
    place: folder,
    found: 'others than its owner may use it (mode 755)',
    fix: /^chmod 700 \S+\.dutybound$/,
    allowed: 'mode 700',
  },
  {
    title: 'world-readable register',
    what: 'open-folder',
    level: 'problem',
    applies: true,
    plant: (ground) => chmodSync(ground.register, 0o644),
    name: 'folder',
    place: register,
    found: 'mode 644',
    fix: /^chmod 600 \S+register\.sqlite$/,
    allowed: 'mode 600',
  },
  {
    title: 'nothing runs',
    what: 'not-running',
    level: 'note',
    applies: true,
    plant: () => {},
    name: 'engine',
    place: folder,
    found: 'not running here',
    fix: 'dutybound up',
  },
  {
    title: 'unreachable Temporal',
    what: 'temporal',
    level: 'problem',
    applies: true,
    plant: () => {},
    args: () => ['--temporal', '127.0.0.1:1'],
    name: 'temporal',
    place: () => '--temporal',
    found: '127.0.0.1:1 cannot be used: nobody listens there',
    fix: 'see whether it runs there',
    allowed: 'HOST:PORT',
  },
  {
    title: 'unreachable Redis',
    what: 'redis',
    level: 'problem',
    applies: true,
    plant: () => {},
    args: () => ['--redis', '127.0.0.1:1'],
    name: 'redis',
    place: () => '--redis',
    found: /127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/,
    fix: 'DUTYBOUND_REDIS_PASSWORD',
    allowed: 'HOST:PORT',
  },
  {
    title: 'a look that fails hides no other',
    what: 'failed-look',
    level: 'problem',
    applies: false,
    before: (ground) => ground.applied(),
    plant: (ground) => tampered(ground, "update programme set programme = '{'"),
    name: 'in force',
    place: file,
    found: 'could not be looked at',
    fix: 'mend that',
  },
];
