import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { memoryFolder } from '../../script/suites/memory-folder.ts';

const place = mkdtempSync(join(tmpdir(), 'memory-'));
afterAll(() => rmSync(place, { recursive: true }));

it('makes a folder that other users can enter, and deletes those of runs that are no more', () => {
  const none = 4_194_999;
  for (const name of [`dutybound-suites-${none}`, `dutybound-suites-${process.ppid}`, 'somebody-elses'])
    mkdirSync(join(place, name));
  const folder = memoryFolder(place);
  const own = `dutybound-suites-${process.pid}`;
  expect(folder).toBe(join(place, own));
  expect(statSync(folder ?? '').mode & 0o777).toBe(0o755);
  expect(readdirSync(place).sort()).toEqual([own, `dutybound-suites-${process.ppid}`, 'somebody-elses'].sort());
});

it('makes none where there is no such place', () => {
  expect(memoryFolder(join(place, 'nowhere'))).toBeUndefined();
  expect(existsSync(join(place, 'nowhere'))).toBe(false);
});
