import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { planted as ofTasks } from './mutants/planted.ts';
import { planted as ofNonconformities } from './mutants/planted-nonconformity.ts';

const root = process.cwd();
const planted = [...ofTasks, ...ofNonconformities];
const cache = join(root, '.cache');
const broken = new Map<string, string | null>();
let home = '';

/** A copy of the rules for each mistake, and one as they are. */
beforeAll(() => {
  mkdirSync(cache, { recursive: true });
  home = mkdtempSync(join(cache, 'mutants-'));
  const folders = planted.map((mutant, i) => {
    const folder = copyTo(`${i}`);
    const path = join(folder, mutant.file);
    const parts = readFileSync(path, 'utf8').split(mutant.from);
    if (parts.length !== 2)
      throw new Error(`${mutant.file}: found ${parts.length - 1} times, must be once: ${mutant.from}`);
    writeFileSync(path, parts.join(mutant.to));
    return folder;
  });
  const asTheyAre = copyTo('none');
  const run = join(root, 'test/rules/mutants/run.ts');
  const found = JSON.parse(execFileSync(process.execPath, [run, ...folders, asTheyAre], { encoding: 'utf8' }));
  planted.forEach(({ mistake }, i) => {
    broken.set(mistake, found[folders[i] ?? '']);
  });
  broken.set('none', found[asTheyAre]);
}, 120_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

function copyTo(name: string): string {
  const folder = join(home, name);
  cpSync(join(root, 'rules'), join(folder, 'rules'), { recursive: true });
  return folder;
}

describe('mistakes planted in the rules', () => {
  it('the rules as they are break no story', () => {
    expect(broken.get('none')).toBeNull();
  });

  it.each(planted.map(({ mistake }) => mistake))('is found out: %s', (mistake) => {
    expect(broken.get(mistake)).toEqual(expect.any(String));
  });
});
