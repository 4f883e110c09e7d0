import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { dialectOf } from '../../../register/dialect/dialect-of.ts';
import type { Projection } from '../../../register/fold.ts';
import { rebuild } from '../../../register/rebuild/rebuild.ts';
import { type Writer, writerOf } from '../../../register/writer.ts';
import { plusMs } from '../../../rules/time.ts';
import { append } from '../append.ts';
import type { Engine } from '../engines/engine.ts';
import { event, mirror, registers, START, tally } from '../fixture.ts';

/** What a rebuild mends, and what it leaves alone. */
export function rebuildCases(engine: Engine): void {
  const place = registers(engine);
  afterAll(place.end);

  const hints = { wake_at: plusMs(START, 5), read_at: START, seen_through: null, written_through: null, written: '[]' };

  async function sample() {
    const { register, url } = await place.open();
    await register.write(async (tx) => {
      await tx.append([event('task/a', { amount: 1, note: { text: 'first' } }), event('task/a', { amount: 2 })]);
      await tx.append([event('task/b', { amount: 3 }, 'ended'), event('task/ä', {}), event('unfolded/x')]);
      await tx.hint('task', 'a', hints);
    });
    return { register, url };
  }

  describe('rebuild', () => {
    it.each([
      [
        'a state',
        `update task set folded = replace(folded, '"total":3', '"total":4') where key = 'a'`,
        'task a.folded',
      ],
      ['a column', "update task set assignee = 'sam' where key = 'a'", 'task a.assignee'],
      ['a version', "update task set stream_version = 9 where key = 'a'", 'task a.stream_version'],
      ['an instant', "update task set updated = '2030' where key = 'a'", 'task a.updated'],
      ['a missing row', "delete from task where key = 'b'", 'task b'],
      ['a row too many', "insert into task (key, stream_version, folded, updated) values ('c', 1, '{}', '')", 'task c'],
      [
        'a row of a table without projection',
        "insert into nonconformity (key, stream_version, folded, updated) values ('c', 1, '{}', '')",
        'nonconformity c',
      ],
    ])('mends %s, tells of it in the log, and keeps the hints', async (_, statement, where) => {
      const { register, url } = await sample();
      await engine.tamper(url, statement);
      expect((await register.verify()).breaks.map((one) => one.where)).toEqual([where]);
      const found = await register.rebuild('person:mara');
      expect(found).toEqual({ events: 5, records: 3, differing: [where], differed: 1 });
      expect(await register.verify()).toMatchObject({ ok: true, breaks: [], events: 6 });
      expect((await register.load('task', 'a'))?.hints).toEqual(hints);
      const [last] = await register.events({ newestFirst: true, limit: 1 });
      expect(last).toMatchObject({ stream: 'engine', kind: 'rebuilt', actor: 'person:mara' });
      expect(last?.body).toEqual({ differed: 1, differing: [where] });
    });

    it('wakes a record that was missing, unless it has ended', async () => {
      const { register, url } = await sample();
      await engine.tamper(url, "delete from task where key in ('a', 'b')");
      await register.rebuild('person:mara');
      const wakeAt = async (key: string) => (await register.load('task', key))?.hints.wake_at;
      expect([await wakeAt('a'), await wakeAt('b')]).toEqual([START, null]);
    });

    it('says and writes nothing where nothing differs, and leaves no table behind', async () => {
      const { register, url } = await sample();
      const tables = await tablesAt(url);
      const found = await register.rebuild('person:mara');
      expect(found).toEqual({ events: 5, records: 3, differing: [], differed: 0 });
      expect(await register.head()).toMatchObject({ sequence: 5 });
      expect(await tablesAt(url)).toEqual(tables);
    });

    it('puts right rows that took each other’s unique names', async () => {
      const mirrored = registers(engine, [mirror('task')]);
      const { register, url } = await mirrored.open();
      await register.write((tx) => tx.append(['A', 'B'].map((display) => event(`task/${display}`, { display }))));
      await engine.tamper(url, ...['C where key = A', 'A where key = B', 'B where key = A'].map(renaming));
      await register.rebuild('person:mara');
      expect(await register.verify()).toMatchObject({ ok: true });
      await mirrored.end();
    });

    it('mends everything there is, in more than a page, and lists a hundred', async () => {
      const { register, url } = await place.open();
      for (let n = 0; n < 1203; n += 401) {
        const some = Array.from({ length: 401 }, (_, i) => event(`task/${n + i}`, { note: { text: `${n + i}` } }));
        await register.write((tx) => tx.append(some));
      }
      await engine.tamper(url, "update task set due = '2030'");
      const found = await register.rebuild('person:mara');
      expect(found).toMatchObject({ records: 1203, differed: 1203 });
      expect(found.differing).toHaveLength(100);
      expect(await register.verify()).toMatchObject({ ok: true });
    }, 240_000);

    it('goes on beside others who write, and loses nothing of theirs', async () => {
      const { register, url } = await sample();
      await engine.tamper(url, "update task set due = '2030' where key = 'a'");
      const each = 25;
      const writing = Promise.all(['one', 'two'].map((actor) => append(url, actor, each)));
      const found = [];
      let over = false;
      writing.finally(() => {
        over = true;
      });
      while (!over && found.length < 200) found.push(await register.rebuild('person:mara'));
      expect(await writing).toEqual([0, 0]);
      expect(found.length).toBeGreaterThan(1);
      expect(found.map((one) => one.differing)).toEqual([['task a.due'], ...found.slice(1).map(() => [])]);
      expect(await register.load('task', 'shared')).toMatchObject({ state: { count: 2 * each, total: 2 * each } });
      expect(await register.verify()).toMatchObject({ ok: true, breaks: [] });
    }, 240_000);

    it('killed in the middle leaves the tables as they were, and the next one starts afresh', async () => {
      const { register, url } = await place.open();
      for (let n = 0; n < 3; n += 1) {
        const some = Array.from({ length: 400 }, (_, i) => event(`task/${n}-${i}`, { note: { text: 'x' } }));
        await register.write((tx) => tx.append(some));
      }
      await engine.tamper(url, "update task set due = '2030' where key = '2-77'", "delete from task where key = '0-0'");
      const before = await engine.run(url, 'select * from task order by key');
      const child = spawn(process.execPath, [join(import.meta.dirname, '../rebuilder.ts'), url], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (data) => {
        said += String(data);
      });
      const gone = once(child, 'exit');
      while (!(await hasRows(url, 'shadow_task')) && child.exitCode === null) await pause(2);
      child.kill('SIGKILL');
      await gone;
      expect(said).toBe('begins\n');
      expect(await engine.run(url, 'select * from task order by key')).toEqual(before);
      expect(await register.head()).toMatchObject({ sequence: 1200 });
      expect(await register.rebuild('person:mara')).toMatchObject({
        records: 1200,
        differing: ['task 0-0', 'task 2-77.due'],
      });
      expect(await register.verify()).toMatchObject({ ok: true });
    }, 240_000);

    it('gives way to another one that begins', async () => {
      const { register, url } = await sample();
      await engine.tamper(url, "update task set due = '2030' where key = 'a'");
      const dialect = dialectOf(url);
      const [reader, writer] = [dialect.connect('verify'), dialect.connect('write')];
      const exclusively = writerOf(writer, dialect);
      for (const [begins, after] of ['made', 'filled', 'level', 'compared'].entries()) {
        let writes = 0;
        const write: Writer = async (work) => {
          if (++writes === begins + 2) await register.rebuild('person:sam');
          return exclusively(work);
        };
        const site = { dialect, reader, write, projections: [tally] as Projection<unknown>[], clock: () => START };
        const late = rebuild({ ...site, append: async () => {} }, 'person:mara');
        await expect(late).rejects.toMatchObject({ fault: 'busy' });
        await expect(late).rejects.toThrow(/another rebuild began at .+: let it end/);
        expect(`${after} ${(await register.verify()).ok}`).toBe(`${after} true`);
      }
      await reader.destroy();
      await writer.destroy();
    });

    it('changes nothing where an event cannot be folded, and names it', async () => {
      const strict = registers(engine, [{ ...tally, evolve: refusing }]);
      const { url } = await sample();
      await engine.tamper(url, "update task set due = '2030' where key = 'a'");
      const { register } = await strict.open(url, false);
      await expect(register.rebuild('person:mara')).rejects.toThrow(
        /^event 3 cannot be folded \(no end is allowed here\): nothing was changed; run dutybound verify/,
      );
      expect((await register.load('task', 'a'))?.columns.due).toBe('2030');
      await strict.end();
    });
  });

  async function tablesAt(url: string): Promise<string[]> {
    const catalogue = engine.name === 'SQLite' ? 'sqlite_master' : 'information_schema.tables';
    const column = engine.name === 'SQLite' ? 'name' : 'table_name';
    const rows = await engine.run(url, `select ${column} as name from ${catalogue}`);
    return rows.map((row) => String(row.name)).sort();
  }

  async function hasRows(url: string, table: string): Promise<boolean> {
    return engine.run(url, `select 1 from ${table} limit 1`).then(
      (rows) => rows.length > 0,
      () => false,
    );
  }
}

function renaming(what: string): string {
  const [, to, key] = /^(\w) where key = (\w)$/.exec(what) ?? [];
  return `update task set display = '${to}' where key = '${key}'`;
}

function refusing(state: Parameters<typeof tally.evolve>[0], recorded: Parameters<typeof tally.evolve>[1]) {
  if (recorded.kind === 'ended') throw new Error('no end is allowed here');
  return tally.evolve(state, recorded);
}
