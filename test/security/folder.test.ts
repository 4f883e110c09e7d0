import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { holdLock, isFolderLocked, lockFolder, makePrivate } from '../../workers/servers/lock.ts';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const root = mkdtempSync(join(tmpdir(), 'dutybound-folder-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let before = 0;
let n = 0;
const fresh = () => join(root, String(++n));
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

function heldElsewhere(file: string): string {
  const lock = new URL('../../workers/servers/lock.ts', import.meta.url).href;
  const code = `import { holdLock } from '${lock}'; console.log(holdLock('${file}', 0) ? 'free' : 'held'); process.exit(0);`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }).stdout.trim();
}

beforeEach(() => {
  before = process.umask(0);
});
afterEach(() => void process.umask(before));

describe('a data folder, with a umask that hides nothing', () => {
  it('is made for its owner alone, and so is what lies in it', () => {
    const folder = fresh();
    const lock = lockFolder(folder);
    expect([folder, join(folder, 'lock'), join(folder, 'pid')].map(modeOf)).toEqual(['700', '600', '600']);
    lock.release();
  });

  it('that is open and not empty is refused and left as it is, by its own name or through a link', () => {
    const folder = fresh();
    mkdirSync(folder, { mode: 0o755 });
    writeFileSync(join(folder, 'photo.jpg'), '');
    const link = fresh();
    symlinkSync(folder, link);
    for (const name of [folder, link]) expect(() => makePrivate(name)).toThrow(/has mode 755, but must be 700/);
    expect(modeOf(folder)).toBe('755');
    for (const mode of [0o701, 0o710, 0o770]) {
      chmodSync(folder, mode);
      expect(() => makePrivate(link)).toThrow(`has mode ${mode.toString(8)}`);
    }
  });

  it('that a link leads to is taken where it is one’s own and private', () => {
    const folder = fresh();
    mkdirSync(folder, { mode: 0o700 });
    const link = fresh();
    symlinkSync(folder, link);
    lockFolder(link).release();
    expect(modeOf(join(folder, 'lock'))).toBe('600');
  });

  it('of another user is refused, private or not, by its own name or through a link', () => {
    const folder = isRoot ? fresh() : '/';
    if (isRoot) {
      mkdirSync(folder, { mode: 0o700 });
      chownSync(folder, NOBODY, NOBODY);
    }
    const link = fresh();
    symlinkSync(folder, link);
    for (const name of [folder, link]) expect(() => makePrivate(name)).toThrow(/belongs to another user/);
  });

  it('keeps its lock while somebody else of this process tries for it', () => {
    const folder = fresh();
    const lock = lockFolder(folder);
    const file = join(folder, 'lock');
    expect(holdLock(file, 0)).toBeUndefined();
    expect(isFolderLocked(folder)).toBe(true);
    expect(() => lockFolder(folder)).toThrow('another dutybound');
    // The kernel's own view, which only another process has: a file closed carelessly would have lost the lock by now.
    expect(heldElsewhere(file)).toBe('held');
    lock.release();
    expect(heldElsewhere(file)).toBe('free');
    const next = holdLock(file, 0);
    expect(next).toBeDefined();
    next?.release();
  });
});
