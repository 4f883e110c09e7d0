import { rmSync } from 'node:fs';
import { sqliteEngine } from '../../register/engines/sqlite.ts';
import { duty } from '../company.ts';
import type { Ground } from './ground.ts';
import type { Planted } from './planted.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const place = (ground: Ground) => ground.register;
const folder = (ground: Ground) => ground.data;
const file = () => 'isms.yaml';

/** Changes rows behind the register's back. */
async function tampered(ground: Ground, ...statements: string[]): Promise<void> {
  const engine = sqliteEngine();
  await engine.tamper(`sqlite:${ground.register}`, ...statements);
  await engine.stop();
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
    async (deps) =>
      void (await deps.register.write((tx) => tx.tick(new Date(Date.now() - hoursAgo * HOUR_MS).toISOString()))),
  );
}

async function running(ground: Ground): Promise<void> {
  await ground.applied();
  await ground.opens();
}

/** What can be wrong with the register, its backups, and whoever goes round in it. */
export const register: Planted[] = [
  {
    title: 'no register',
    what: 'register',
    level: 'problem',
    applies: false,
    plant: (ground) => rmSync(ground.register),
    name: 'register',
    place,
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
    place,
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
    place,
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
    place,
    found: /rows differ from what the log says: one place, first task \S+\.due/,
    fix: 'rebuild',
    allowed: 'as the log folds them',
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
      // Due at the end of today, which comes before the next morning at any hour but in the first minute of a day.
      const today = new Date(Date.now() - 10 * DAY_MS);
      const hours = 'contact_hours: { from: "00:01", to: "24:00", every_day: true }\n';
      ground.say({ duties: duty(today) }, (text) => hours + text);
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
    place,
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
    place,
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
    place,
    found: /^the last was made 9 days ago, at \d{4}-/,
    fix: 'dutybound backup, every night',
    allowed: 'at most 7 days old',
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
