import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { backUp } from '../../activities/backup.ts';
import { declareGap } from '../../activities/restore.ts';
import { type RecordTable, recordTables } from '../../register/columns.ts';
import { openRegister, restoreRegister } from '../../register/open.ts';
import { projections } from '../../register/projections/all.ts';
import { installationIn } from '../../workers/installation.ts';
import { REPO } from '../cli/company.ts';
import { desk } from '../cli/desk.ts';
import { setScene } from '../cli/scene.ts';

const review = (id: string, first: string, more = 'verifier: mara') => `
  ${id}:
    kind: evidence-request
    title: "Review of ${id}"
    ask: Check who can reach production.
    clause: A.5.18
    process: access
    owner: sam
    ${more}
    every: 12 months
    first: ${first}
    shift: none
    ladder: L2
    evidence: { export: "users and roles" }`;

/** Duties of which a month tells different stories. */
export const DUTIES = [
  review('accepted', '2027-04-16'),
  review('missed', '2027-04-16'),
  review('rejected', '2027-04-16'),
  review('opened-later', '2027-04-20'),
  review('measured-later', '2027-04-20').replace('kind: evidence-request', 'kind: measurement\n    target: ">= 95"'),
  review('never-opened', '2027-06-20'),
].join('');

/** A register that will be lost, with its tickets. */
export type Losing = Awaited<ReturnType<typeof openLosing>>;

/** Opens a register with the duties applied and opened, on 1 April 2027. */
export async function openLosing() {
  const here = desk();
  await here.run('init', '--yes');
  const folder = join(here.folder, '.dutybound');
  const scene = await setScene(folder, '2027-04-01T08:00:00.000Z');
  await scene.apply(DUTIES);
  await scene.settle();
  const file = join(here.folder, 'backup.sqlite');
  const clock = () => scene.now();
  const at = async (instant: string) => {
    scene.set(instant);
    await scene.settle();
  };
  const tickets = () => [
    ...(scene.sandbox.store.repositories.find((r) => `${r.owner}/${r.name}` === REPO)?.tickets.values() ?? []),
  ];
  const numberOf = async (duty: string) => {
    const [row] = await scene.deps.register.rows('task', { duty }, { limit: 1 });
    return Number(String(row?.columns.ticket_number).slice(1));
  };
  const attach = (n: number) =>
    void scene.sandbox.act.attach('sam-okoro', REPO, n, 'export.csv', Buffer.from('user,role\n'));
  const close = (n: number) => void scene.sandbox.act.close('sam-okoro', REPO, n, 'completed');

  /** Every record as it stands, but for what a gap cannot bring back. */
  const standing = async () => {
    const rows = await Promise.all(
      recordTables.map((table: RecordTable) => scene.deps.register.rows(table, {}, { limit: 99 })),
    );
    const kept = [
      'display',
      'ticket_number',
      'state',
      'due',
      'hard_limit',
      'missed',
      'assignee',
      'grade',
      'plan_due',
      'resolve_due',
      'closed_at',
    ];
    return Object.fromEntries(
      rows
        .flat()
        .map(({ key, columns }) => [key, Object.fromEntries(kept.map((name) => [name, columns[name] ?? null]))]),
    );
  };

  const lose = async (now: string) => {
    await scene.deps.register.close();
    for (const side of ['', '-wal', '-shm']) rmSync(join(folder, `register.sqlite${side}`), { force: true });
    scene.set(now);
  };

  /** Loses the register and puts the backup in its place, as the command does. */
  const loseAndRestore = async (now: string) => {
    const { registerUrl: url } = installationIn(folder);
    await lose(now);
    await restoreRegister({
      url,
      file: file,
      scratch: join(folder, '.restoring.sqlite'),
      clock,
      projections,
      also: async (tx, backup) => {
        const how = { file: file, witnessed: undefined, actor: 'olga@desk' };
        await declareGap(tx, backup, how, now);
      },
    });
    scene.deps.register = await openRegister({ url, clock, projections });
  };

  /** What happens after the backup: handed in and accepted, rejected and handed in again, missed; opened; raised by a person. */
  const lostMonth = async () => {
    await backUp(scene.deps.register, file, 'olga@desk');
    await at('2027-04-05T08:00:00.000Z');
    const [accepted, rejected] = [await numberOf('accepted'), await numberOf('rejected')];
    for (const n of [accepted, rejected]) {
      attach(n);
      close(n);
    }
    await at('2027-04-05T08:10:00.000Z');
    scene.set('2027-04-06T08:00:00.000Z');
    scene.says('mara-lindt', accepted, '/accept');
    scene.says('mara-lindt', rejected, '/reject because two accounts are missing');
    await at('2027-04-06T08:01:00.000Z');
    scene.set('2027-04-07T08:00:00.000Z');
    attach(rejected);
    close(rejected);
    await at('2027-04-07T08:10:00.000Z');
    scene.says('mara-lindt', rejected, '/accept');
    await at('2027-04-07T09:00:00.000Z');
    await scene.raise({});
    await at('2027-04-07T10:00:00.000Z');
    for (const day of ['13T08:00', '16T09:00', '17T09:00', '20T08:00', '23T08:00']) await at(`2027-04-${day}:00.000Z`);
    await at('2027-05-01T08:00:00.000Z');
    await at('2027-05-01T08:05:00.000Z');
    await at('2027-05-03T08:00:00.000Z');
  };

  /** As much of it as most tests need: something opened, something raised. */
  const lostDay = async () => {
    await backUp(scene.deps.register, file, 'olga@desk');
    scene.set('2027-04-05T08:00:00.000Z');
    await scene.settle();
    await scene.raise({});
    await scene.settle();
  };

  /** Restores at nine on 3 May, and lets the engine go on until nothing is left to do. */
  const restoredAndSettled = async () => {
    await loseAndRestore('2027-05-03T09:00:00.000Z');
    for (const minute of ['02', '04', '06']) await at(`2027-05-03T09:${minute}:00.000Z`);
  };
  const end = async () => {
    await scene.close();
    here.end();
  };
  return {
    scene,
    folder,
    file,
    at,
    tickets,
    numberOf,
    standing,
    lose,
    loseAndRestore,
    lostMonth,
    lostDay,
    restoredAndSettled,
    end,
  };
}
