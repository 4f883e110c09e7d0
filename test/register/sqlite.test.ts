import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { sqlite } from '../../register/dialect/sqlite.ts';
import { openRegister } from '../../register/open.ts';
import { allCases } from './cases/all.ts';
import { pathOf, sqliteEngine } from './engines/sqlite.ts';
import { event, registers, START } from './fixture.ts';

const engine = sqliteEngine();
allCases(engine);

describe('a register in a file', () => {
  const place = registers(engine);
  afterAll(place.end);

  it('leaves no file behind when it makes none', async () => {
    const url = engine.fresh();
    await expect(place.open(url, false)).rejects.toThrow(`no register at ${pathOf(url)}; run dutybound init`);
    expect(existsSync(pathOf(url))).toBe(false);
  });

  it('is made for its user only', async () => {
    const { url } = await place.open();
    expect(statSync(pathOf(url)).mode & 0o777).toBe(0o600);
  });

  it('says when the folder cannot hold it', async () => {
    const opening = place.open(`sqlite:${join(engine.folder, 'no-such-folder', 'r.db')}`);
    await expect(opening).rejects.toMatchObject({ fault: 'unwritable' });
    await expect(opening).rejects.toThrow(/make .*no-such-folder a folder that this user can write/);
  });

  it.each([
    ['a text file', 'this is a shopping list, long enough to be looked at as if it were a database, which it is not'],
    ['an empty file', ''],
  ])('refuses %s and leaves it as it was', async (_, content) => {
    const url = engine.fresh();
    writeFileSync(pathOf(url), content);
    await expect(place.open(url, false)).rejects.toMatchObject({ name: 'RegisterError', fault: 'not-a-register' });
    if (content !== '') expect(readFileSync(pathOf(url), 'utf8')).toBe(content);
  });

  it('refuses a folder, and a database of somebody else even where it may create', async () => {
    const folder = engine.fresh();
    mkdirSync(pathOf(folder));
    await expect(place.open(folder)).rejects.toMatchObject({ fault: 'not-a-register' });
    const foreign = engine.fresh();
    await engine.tamper(foreign, 'create table shopping (item text)');
    await expect(place.open(foreign)).rejects.toMatchObject({ fault: 'not-a-register' });
  });

  it.each([
    ['on another table', 'before update on chain_head begin select 1; end'],
    ['after the change', "after update on event begin select raise(abort, 'event is append-only'); end"],
    [
      'narrowed by a condition',
      "before update on event when old.sequence > 9 begin select raise(abort, 'event is append-only'); end",
    ],
  ])('shows a guard that stands %s', async (_, rest) => {
    const { register, url } = await place.open();
    await engine.run(url, 'drop trigger event_no_update');
    await engine.run(url, `create trigger event_no_update ${rest}`);
    expect((await register.verify()).breaks.map((one) => one.where)).toEqual(['trigger event_no_update']);
  });

  it.each([
    ['short', 'Zaphod said so'],
    ['long', 'Zaphod said so. '.repeat(2000)],
  ])('holds no byte of redacted words: %s', async (_, text) => {
    const { register, url } = await place.open();
    const [logged] = await register.write((tx) => tx.append([event('task/a', { note: { text } })]));
    const note = logged?.body.note as { blob: string };
    await register.write((tx) => tx.redact(note.blob, { actor: 'person:mara', at: START, because: 'asked for' }));
    await register.close();
    expect(readFileSync(pathOf(url)).includes('Zaphod')).toBe(false);
  });

  it.each([
    ['kind', "kind = 'repeats'", 'task_kind (kind=? AND key>?)'],
    ['duty', "duty = 'access-review'", 'task_duty (duty=?)'],
    ['lack of a duty', 'duty is null', 'task_duty (duty=?)'],
    ['duty, while they are open', "duty = 'access-review' and ended = 0", 'task_duty (duty=? AND ended=? AND key>?)'],
  ])('finds tasks by their %s without reading all', async (_, where, index) => {
    const { url } = await place.open();
    const query = `select * from task where ${where} and key > '' order by key limit 500`;
    const [step] = await engine.run(url, `explain query plan ${query}`);
    expect(step?.detail).toBe(`SEARCH task USING INDEX ${index}`);
  });

  it('says what to do when the disk fails', () => {
    const full = Object.assign(new Error('database or disk is full'), { errcode: 13 });
    const translated = sqlite('/srv/r.db').translate(full);
    expect(translated).toMatchObject({ fault: 'unwritable', cause: full });
    expect(String(translated)).toMatch(/\/srv\/r.db .*database or disk is full.*free space/);
    expect(sqlite('/srv/r.db').translate(new Error('other'))).toEqual(new Error('other'));
  });
});

it('names the kinds of address that a register has, not the address', async () => {
  const opening = openRegister({ url: 'mysql://user:secret@host/db', clock: () => START, projections: [] });
  const words = 'register address of kind "mysql": write sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE';
  await expect(opening).rejects.toThrow(words);
});
