import { DatabaseSync } from 'node:sqlite';
import { type Scene, tickets } from './scene.ts';
import { until } from './until.ts';

const HANG_MS = 1_500;
const LEASE_WITHIN = 75;

interface Opening {
  key: string;
  record: string;
  state: string;
  attempts: number;
}

/**
 * Kills the worker at the worst moment: the tracker has opened a ticket and answered, the worker cannot write that down, and its lease
 * still stands. The register's write lock, held from here, makes the moment certain.
 */
export async function crash(scene: Scene): Promise<void> {
  const { story, sandbox, signal } = scene;
  const [{ creates: path }] = scene.trackers;
  const fault = await sandbox.faults.add({ kind: 'hang', method: 'POST', path, ms: HANG_MS, times: 1 });
  story.tell(
    'Mara Lindt wants a restore test at once: dutybound trigger restore-test --because "a new backup system" --as mara',
  );
  await scene.dutybound('trigger', 'restore-test', '--because', 'a new backup system', '--as', 'mara');
  const isTaken = async () => (await sandbox.faults.list()).find(({ id, taken }) => id === fault && taken > 0);
  await until('the worker to open its ticket', isTaken, signal);
  const before = (await creations(scene)).length;
  const [victim] = scene.workers.slice(-1);
  if (victim === undefined) throw new Error('dutybound up has not said which worker it started');

  const register = new DatabaseSync(scene.register, { timeout: 5_000 });
  try {
    register.exec('begin immediate');
    await until('the tracker to open the ticket', async () => (await creations(scene))[before], signal);
    process.kill(victim, 'SIGKILL');
    const created = (await scene.trackers[0].tickets()).at(-1);
    story.tell(
      `The tracker has opened ${created?.name} and answered, but before the worker can write that down it is killed (kill -9 ${victim}).`,
    );
  } finally {
    register.close();
  }
  await recovery(scene, victim);
}

async function recovery(scene: Scene, victim: number): Promise<void> {
  const { story, signal, workers } = scene;
  const [left] = openings(scene).filter(({ state }) => state === 'leased');
  if (!left) throw new Error('the register does not show the interrupted opening as leased');
  const next = await until(
    'a new worker',
    () => workers.find((pid) => pid !== victim && workers.indexOf(pid) > workers.indexOf(victim)),
    signal,
  );
  story.tell(
    `dutybound up starts a new worker by itself (pid ${next}). The register says: somebody was opening this ticket, outcome unknown.`,
  );
  const done = await until(
    'the interrupted opening to be taken up',
    () => openings(scene).find(({ key, state }) => key === left.key && state === 'done'),
    signal,
    LEASE_WITHIN,
  );
  const carrying = (await tickets(scene)).filter(({ keys }) => keys.includes(left.record));
  const found = carrying.map(({ name }) => name).join(', ');
  story.tell(
    `The dead worker's lease has run out. Attempt ${done.attempts} looks for the ticket before it opens one, finds ${found}, and writes it down: ` +
      `${carrying.length} ticket carries its key. Nothing is lost, nothing is doubled.`,
  );
}

async function creations({ sandbox }: Scene) {
  return (await sandbox.writeLog.writes()).filter(({ kind }) => kind === 'create');
}

/** Effects that open or redraw a ticket, with those first whose record has none yet. */
function openings({ register }: Scene): Opening[] {
  const file = new DatabaseSync(register, { readOnly: true, timeout: 5_000 });
  try {
    const ticketed =
      'select key from task where ticket_number is not null union select key from nonconformity where ticket_number is not null';
    const select = `select key, record, state, attempts from effect where kind = 'ensure' order by record in (${ticketed}), position`;
    return file.prepare(select).all() as unknown as Opening[];
  } finally {
    file.close();
  }
}
