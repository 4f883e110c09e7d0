import { createHash } from 'node:crypto';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServerError } from './error.ts';

export type ServerName = 'temporal' | 'valkey-server' | 'temporal-test-server';

const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Finds a server's executable: in the folder named by `DUTYBOUND_SERVERS`, on `PATH`, then among the pinned ones that
 * `script/bootstrap` installed into this checkout.
 * @param pinnedOnly leaves out `PATH`: tests and the demo run what is pinned and nothing else.
 * @throws ServerError naming the places searched.
 */
export function locateServer(name: ServerName, env: Record<string, string | undefined>, pinnedOnly: boolean): string {
  const given = env.DUTYBOUND_SERVERS;
  const folders = [
    ...(given ? [given] : []),
    ...(pinnedOnly ? [] : (env.PATH ?? '').split(delimiter).filter(Boolean)),
    ...pinnedFolders(CHECKOUT),
  ];
  const found = folders.map((folder) => join(folder, name)).find(isExecutable);
  if (found) return found;
  const places = [
    given ? `DUTYBOUND_SERVERS (${given})` : 'DUTYBOUND_SERVERS (not set)',
    ...(pinnedOnly ? [] : ['PATH']),
    `${join(CHECKOUT, '.servers')} (pinned)`,
  ];
  throw new ServerError(`${name} was not found. Looked in ${places.join(', ')}. Run script/bootstrap to install it.`);
}

function pinnedFolders(checkout: string): string[] {
  try {
    const pins = readFileSync(join(checkout, 'script', 'servers.txt'));
    return [join(checkout, '.servers', createHash('sha256').update(pins).digest('hex').slice(0, 16), 'bin')];
  } catch {
    return [];
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
