import type { TaskState } from '../../rules/task/state.ts';
import { until } from '../../script/story/until.ts';
import type { Stage } from '../stage.ts';
import { ENGINE } from './company.ts';
import { programmeText, singleDuties } from './programme.ts';
import type { Site } from './site.ts';

const PLANNER_S = 2;
/** Opening one takes a tenth of a second on two cores; this is for slow ones. */
const LONGEST_MS_EACH = 3_000;
const LEAST_WAIT_S = 120;

/** A task whose ticket is open. */
export interface OpenTask {
  key: string;
  occurrence: string;
  /** Of its ticket. */
  number: number;
}

/** Puts a programme of so many duties in force, all of them to be opened now. */
export async function oweDuties(site: Site, count: number): Promise<void> {
  const { apiUrl: api, at } = site.sandbox;
  await site.apply(programmeText({ at, api, planner: PLANNER_S, duties: singleDuties(count, Date.now(), at) }));
}

/** Waits until so many tasks have their ticket. @returns them. */
export async function allOpened({ signal }: Stage, { register }: Site, count: number): Promise<OpenTask[]> {
  const look = async () => {
    const tasks = await tasksOf(register);
    return tasks.length >= count && tasks.every(({ number }) => number > 0) ? tasks : undefined;
  };
  return until(`${count} tickets`, look, signal, Math.max(LEAST_WAIT_S, (count * LONGEST_MS_EACH) / 1000));
}

async function tasksOf({ loadRows }: Site['register']): Promise<OpenTask[]> {
  const rows = await loadRows<TaskState>('task', { ended: 0 }, { limit: 100_000 });
  return rows.map(({ key, columns, state }) => ({
    key,
    occurrence: 'occurrence' in state.terms.origin ? state.terms.origin.occurrence : '',
    number: Number(/\d+$/.exec(String(columns.ticket_number))?.[0] ?? 0),
  }));
}

/** @returns when each ticket was created, epoch ms, the oldest first. */
export async function creations(client: Site['sandbox']['client']): Promise<number[]> {
  const writes = await client.writeLog.writes();
  return writes.filter(({ kind, login }) => kind === 'create' && login === ENGINE).map(({ at }) => at);
}

/** Waits until nothing is left in the outbox and no record waits for its step. */
export async function settled({ signal }: Stage, { register }: Site): Promise<void> {
  const look = async () => {
    const waiting = await register.effects({ states: ['pending', 'leased'] }, 1);
    const due = await register.due(new Date().toISOString(), 1);
    return (waiting.length === 0 && due.length === 0) || undefined;
  };
  await until('an empty outbox', look, signal, LEAST_WAIT_S);
}
