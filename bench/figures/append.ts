import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openRegister } from '../../register/open.ts';
import { projections } from '../../register/projections/all.ts';
import type { Register } from '../../register/register.ts';
import type { NewEvent } from '../../rules/event.ts';
import { taskStream } from '../../rules/task/state.ts';
import { populate } from '../population/population.ts';
import type { Measurement, Stage } from '../stage.ts';

const APPENDS = 3_000;
const TASKS = 200;

/** Appends to the register a second, a transaction each, against the same rows inserted bare into the same tables with the same settings. */
export const append: Measurement = {
  names: ['append'],
  async measure(stage) {
    const count = stage.size(APPENDS, 200);
    const path = join(stage.folder, 'register.sqlite');
    const { keys } = await populate(path, { open: TASKS, weeks: 0 });
    const clock = () => new Date().toISOString();
    const register = await openRegister({ url: `sqlite:${path}`, clock, projections });
    stage.ending(() => register.close());
    const { sequence } = await register.head();
    const value = await appended(register, keys, count);
    return [{ name: 'append', value, unit: '1/s', floor: await bare(stage, path, sequence) }];
  },
};

/** @returns how many a second. */
async function appended(register: Register, keys: string[], count: number): Promise<number> {
  const began = performance.now();
  for (let i = 0; i < count; i++) {
    const key = keys[i % keys.length] ?? '';
    await register.write(async (tx) => void (await tx.append([answeredOn(key, i)])));
  }
  return (1000 * count) / (performance.now() - began);
}

/** Somebody asks for more time, in their own words: one event, one text, one record. */
function answeredOn(key: string, i: number): NewEvent {
  const at = new Date().toISOString();
  const to = { at: new Date(Date.now() + 30 * 86_400_000).toISOString() };
  const reason = { text: `the export of system ${i} takes until the supplier has mended it` };
  const body = { by: 'sam', to, reason, cause: `${1_000_000 + i}` };
  return { stream: taskStream(key), kind: 'extension-asked', actor: 'person:sam', at, body };
}

type Rows = Record<string, string | number | Uint8Array | null>[];

/** Inserts again what the register wrote after `sequence`, with statements prepared once. @returns how many a second. */
async function bare({ folder }: Stage, path: string, sequence: number): Promise<number> {
  const source = new DatabaseSync(path, { readOnly: true });
  const events = source.prepare('select * from event where sequence > ? order by sequence').all(sequence) as Rows;
  const texts = source.prepare('select * from blob where hash = ?');
  const tasks = source.prepare('select * from task where key = ?');
  const rows = events.map((event) => {
    const { reason } = JSON.parse(String(event.body)) as { reason: { blob: string } };
    const key = String(event.stream).slice('task/'.length);
    return { event, text: texts.get(reason.blob) as Rows[number], task: tasks.get(key) as Rows[number] };
  });
  source.close();
  const target = join(folder, 'bare.sqlite');
  const empty = await openRegister({ url: `sqlite:${target}`, clock: () => '', projections, create: true });
  await empty.close();
  const database = new DatabaseSync(target);
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on');
  const [first] = rows;
  if (!first) throw new Error('the register has appended nothing');
  const into = {
    event: database.prepare(insert('event', first.event)),
    text: database.prepare(insert('blob', first.text)),
    task: database.prepare(insert('task', first.task).replace('insert', 'insert or replace')),
    head: database.prepare('update chain_head set sequence = ?, hash = ? where id = 1'),
  };
  const began = performance.now();
  for (const { event, text, task } of rows) {
    database.exec('begin immediate');
    into.event.run(...Object.values(event));
    into.text.run(...Object.values(text));
    into.task.run(...Object.values(task));
    into.head.run(event.sequence ?? 0, event.hash ?? '');
    database.exec('commit');
  }
  const seconds = (performance.now() - began) / 1000;
  database.close();
  return rows.length / seconds;
}

function insert(table: string, row: Rows[number]): string {
  const names = Object.keys(row);
  return `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`;
}
