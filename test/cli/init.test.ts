import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseProgramme } from '../../config/programme.ts';
import { type Desk, desk } from './desk.ts';

let here: Desk;
beforeEach(() => {
  here = desk();
});
afterEach(() => here.end());

describe('init', () => {
  it('makes a private folder with a register, and a starter programme that is valid', async () => {
    const { code, out } = await here.run('init');
    expect(code).toBe(0);
    expect(out).toContain('Starter programme written to isms.yaml');
    expect(statSync(join(here.folder, '.dutybound')).mode & 0o777).toBe(0o700);
    const starter = readFileSync(join(here.folder, 'isms.yaml'), 'utf8');
    expect(parseProgramme(starter, 'isms.yaml')).not.toHaveProperty('mistakes');
    expect((await here.run('verify')).out).toMatch(/^Intact: 0 events/);
  });

  it('leaves a programme alone that is there, and says in JSON what it made', async () => {
    here.write('isms.yaml', 'mine');
    const { out } = await here.run('init', '--json', '--data', 'records');
    expect(JSON.parse(out)).toEqual({ data: join(here.folder, 'records'), programme: 'isms.yaml', starter: false });
    expect(readFileSync(join(here.folder, 'isms.yaml'), 'utf8')).toBe('mine');
  });

  it('refuses where there is a register, and touches nothing', async () => {
    await here.run('init');
    const before = await here.traces();
    const again = await here.run('init');
    expect(again.code).toBe(1);
    expect(again.err).toContain('has a register already; it was not touched');
    expect(await here.traces()).toEqual(before);
  });

  it('refuses a folder with somebody else’s files in it that others can read', async () => {
    mkdirSync(join(here.folder, 'mine'), { mode: 0o755 });
    writeFileSync(join(here.folder, 'mine', 'letter'), 'x');
    const { code, err } = await here.run('init', '--data', 'mine');
    expect(code).toBe(1);
    expect(err).toContain('chmod 700');
    expect(readdirSync(here.folder)).toEqual(['mine']);
    expect(readdirSync(join(here.folder, 'mine'))).toEqual(['letter']);
  });

  it('leaves nothing half done where the starter cannot be written', async () => {
    const { code, err } = await here.run('init', '--programme', 'no/such/folder/isms.yaml');
    expect(code).toBe(1);
    expect(err).toContain('Nothing was made.');
    expect(readdirSync(here.folder)).toEqual([]);
  });

  it('leaves nothing half done where a part of the path is a file', async () => {
    here.write('file', '');
    const { code, err } = await here.run('init', '--data', 'file/data');
    expect(code).toBe(1);
    expect(err).toMatch(/data folder .*file.*ENOTDIR/);
    expect(readdirSync(here.folder)).toEqual(['file']);
  });
});
