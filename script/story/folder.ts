import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TrackerAddress } from './tracker/tracker.ts';

const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url));

/** Where one run keeps everything. */
export interface RunFolder {
  path: string;
  data: string;
  programme: string;
  /** For what programs put into the temporary folder. */
  temporary: string;
  remove(): void;
}

/** What the check has to know of a run. */
export interface Addresses {
  trackers: TrackerAddress[];
  /** Where the sandbox's pages and its mailbox stand. */
  sandbox: string;
}

/** Makes a fresh folder in the checkout's cache, readable by its owner alone. */
export function makeRunFolder(): RunFolder {
  mkdirSync(CACHE, { recursive: true });
  const path = mkdtempSync(join(CACHE, 'demo-'));
  const temporary = join(path, 'tmp');
  mkdirSync(temporary);
  return {
    path,
    data: join(path, '.dutybound'),
    programme: join(path, 'isms.yaml'),
    temporary,
    remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

/** Leaves the addresses of a run for the check. */
export function noteAddresses(folder: string, addresses: Addresses): void {
  writeFileSync(join(folder, 'addresses.json'), JSON.stringify(addresses), { mode: 0o600 });
}

/** @throws Error if the folder is not one of a run. */
export function addressesIn(folder: string): Addresses {
  return JSON.parse(readFileSync(join(folder, 'addresses.json'), 'utf8')) as Addresses;
}
