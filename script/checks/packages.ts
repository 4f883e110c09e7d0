import { readFileSync } from 'node:fs';

/** A package as the lock file pins it. */
export interface Pinned {
  /** Where it lies, `node_modules/a/node_modules/b`. */
  place: string;
  name: string;
  version?: string;
  license?: string;
  integrity?: string;
  resolved?: string;
  /** Needed only to develop and test. */
  dev?: boolean;
  /** Runs a script when it is installed. */
  hasInstallScript?: boolean;
}

/** @returns every package of a lock file, the project itself left out. @throws Error if it is of another form than npm 7's and later. */
export function pinnedIn(text: string): Pinned[] {
  const lock = JSON.parse(text) as {
    lockfileVersion?: number;
    packages?: Record<string, Omit<Pinned, 'place' | 'name'>>;
  };
  if (lock.lockfileVersion !== 3 || !lock.packages)
    throw new Error(`package-lock.json has version ${lock.lockfileVersion}; allowed: 3. Write it with the pinned npm.`);
  return Object.entries(lock.packages)
    .filter(([place]) => place !== '')
    .map(([place, entry]) => ({
      ...entry,
      place,
      name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
    }));
}

/** Runs a check of the lock file: prints what is wrong, and ends with 1 if anything is. */
export function checkLock(faultsOf: (pinned: Pinned[]) => string[]): void {
  const faults = faultsOf(pinnedIn(readFileSync('package-lock.json', 'utf8')));
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
