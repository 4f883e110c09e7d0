import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from '@jest/globals';
import { derivedColumns, hintColumns, recordTables } from '../../register/columns.ts';
import { sqlite } from '../../register/dialect/sqlite.ts';
import { openRegister } from '../../register/open.ts';
import { event, registers, START, type Tally } from './fixture.ts';

const place = registers();
afterAll(place.end);

describe('openRegister', () => {
  it('makes none unless told, and leaves no file behind', async () => {
    const path = place.file();
    await expect(place.open(path, false)).rejects.toThrow(`no register at ${path}; run dutybound init`);
    expect(existsSync(path)).toBe(false);
  });

  it('makes one for its user only, and opens what is there as it is', async () => {
    const { register, path } = await place.open();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await register.write((tx) => tx.append([event('task/a')]));
    const again = await place.open(path, true);
    expect(await again.register.head()).toMatchObject({ sequence: 1 });
  });

  it('says when the folder cannot hold it', async () => {
    const path = join(place.folder, 'no-such-folder', 'r.db');
    const opening = place.open(path);
    await expect(opening).rejects.toMatchObject({ fault: 'unwritable' });
    await expect(opening).rejects.toThrow(/make .*no-such-folder a folder that this user can write/);
  });

  it.each([
    ['a text file', 'this is a shopping list, long enough to be looked at as if it were a database, which it is not'],
    ['an empty file', ''],
  ])('refuses %s and leaves it as it was', async (_, content) => {
    const path = place.file();
    writeFileSync(path, content);
    await expect(place.open(path, false)).rejects.toMatchObject({ name: 'RegisterError', fault: 'not-a-register' });
    if (content !== '') expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('refuses a folder, and a database of somebody else even where it may create', async () => {
    const folder = place.file();
    mkdirSync(folder);
    await expect(place.open(folder)).rejects.toMatchObject({ fault: 'not-a-register' });
    const path = place.file();
    const foreign = new DatabaseSync(path);
    foreign.exec('create table shopping (item text)');
    foreign.close();
    await expect(place.open(path)).rejects.toMatchObject({ fault: 'not-a-register' });
  });

  it('refuses the register of a later release', async () => {
    const { register, path } = await place.open();
    await register.close();
    const later = new DatabaseSync(path);
    later.exec("insert into migration values (99, 'later', '2030')");
    later.close();
    const opening = place.open(path, false);
    await expect(opening).rejects.toMatchObject({ fault: 'newer' });
    await expect(opening).rejects.toThrow(/has schema 99, this release knows up to \d+: upgrade dutybound/);
  });

  it('says what to do when the disk fails', () => {
    const full = Object.assign(new Error('database or disk is full'), { errcode: 13 });
    const translated = sqlite('/srv/r.db').translate(full);
    expect(translated).toMatchObject({ fault: 'unwritable', cause: full });
    expect(String(translated)).toMatch(/\/srv\/r.db .*database or disk is full.*free space/);
    expect(sqlite('/srv/r.db').translate(new Error('other'))).toEqual(new Error('other'));
  });

  it('names the address kinds it knows, not the address', async () => {
    const options = { url: 'postgres://user:secret@host', clock: () => START, projections: [] };
    await expect(openRegister(options)).rejects.toThrow('register address of kind "postgres": write sqlite:PATH');
  });

  it('has exactly the columns that projections may derive', async () => {
    const { path } = await place.open();
    const database = new DatabaseSync(path);
    const own = ['key', 'stream_version', 'folded', 'updated'];
    for (const table of recordTables) {
      const columns = database.prepare(`select name from pragma_table_info('${table}')`).all();
      const expected = [...own, ...derivedColumns[table], ...hintColumns[table]];
      expect(columns.map((column) => column.name)).toEqual(expected);
    }
    database.close();
  });
});

describe('writing at the same time', () => {
  it('loses nothing between two processes', async () => {
    const { register, path } = await place.open();
    const each = 150;
    const codes = await Promise.all([append(path, 'a', each), append(path, 'b', each)]);
    expect(codes).toEqual([0, 0]);
    expect(await register.load<Tally>('task', 'shared')).toMatchObject({ state: { count: 2 * each, total: 2 * each } });
    const verification = await register.verify();
    expect(verification).toMatchObject({ ok: true, events: 4 * each });
    const turns = (await register.events({ stream: 'task/shared', limit: 1000 })).map((one) => one.actor);
    expect(new Set(turns)).toEqual(new Set(['person:a', 'person:b']));
  });

  it('loses nothing between two registers in one process, however long one holds the lock', async () => {
    const { register, path } = await place.open();
    const other = (await place.open(path, false)).register;
    let free = () => {};
    const held = new Promise<void>((resolve) => {
      free = resolve;
    });
    const slow = register.write(async (tx) => {
      await tx.append([event('task/a', { amount: 1 })]);
      await held;
    });
    const waiting = Promise.all([1, 2, 3].map(() => other.write((tx) => tx.append([event('task/a', { amount: 1 })]))));
    setTimeout(free, 100);
    await Promise.all([slow, waiting]);
    expect(await register.load('task', 'a')).toMatchObject({ streamVersion: 4, state: { total: 4 } });
    expect(await other.verify()).toMatchObject({ ok: true });
  });

  it('verifies while others write', async () => {
    const { register } = await place.open();
    const writes = Array.from({ length: 60 }, () => register.write((tx) => tx.append([event('task/a')])));
    const found = await Promise.all([register.verify(), ...writes.slice(0, 1), register.verify()]);
    expect(found[0]).toMatchObject({ ok: true });
    expect(found[2]).toMatchObject({ ok: true });
    await Promise.all(writes);
  });
});

function append(path: string, actor: string, times: number): Promise<number | null> {
  const script = join(import.meta.dirname, 'appender.ts');
  const child = spawn(process.execPath, [script, path, actor, String(times)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve) => {
    child.on('exit', resolve);
  });
}
