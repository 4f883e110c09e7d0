import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { announceEngine, findEngine, forgetEngine, installationIn } from '../../workers/installation.ts';
import { lockFolder } from '../../workers/servers/lock.ts';

const root = mkdtempSync(join(tmpdir(), 'dutybound-installation-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const address = { temporal: 't', namespace: 'n', intake: 'i', redis: 'r', ops: 'o', pid: process.pid };

it('an engine is found where it was announced while it holds the folder, whatever has its process id afterwards', () => {
  const installation = installationIn(join(root, 'announced'));
  expect(findEngine(installation)).toBeUndefined();
  const lock = lockFolder(installation.folder);
  expect(findEngine(installation)).toBeUndefined();
  announceEngine(installation, address);
  expect(findEngine(installation)).toEqual(address);
  // To ask lets nobody else in, and keeps nobody out.
  expect(() => lockFolder(installation.folder)).toThrow('another dutybound');
  lock.release();
  expect(findEngine(installation)).toBeUndefined();
  lockFolder(installation.folder).release();
});

it('one that stops in order, or begins anew, leaves no address behind', () => {
  const installation = installationIn(join(root, 'forgotten'));
  const lock = lockFolder(installation.folder);
  forgetEngine(installation);
  announceEngine(installation, address);
  forgetEngine(installation);
  expect(findEngine(installation)).toBeUndefined();
  expect(existsSync(join(installation.folder, 'engine.json'))).toBe(false);
  lock.release();
});
