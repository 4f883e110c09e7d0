import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { locateServer } from '../../../workers/servers/locate.ts';
import { startTemporal } from '../../../workers/servers/temporal.ts';
import { startValkey, valkeyPassword } from '../../../workers/servers/valkey.ts';

export const NAMESPACE = 'dutybound';

/** Real Temporal and real Valkey, on files of their own. */
export interface Servers {
  /** `host:port` of Temporal, which changes when it starts anew. */
  readonly temporal: string;
  readonly redis: { address: string; password: string };
  /** Stops Temporal, deletes everything it knew, and starts it again. */
  loseTemporal(): Promise<void>;
  /** Stops Temporal, and starts what calls itself another version of its server, on the same folder. @returns the names of its files. */
  upgradeTemporal(version: string): Promise<string[]>;
  stop(): Promise<void>;
}

/** @param folder where their files go. */
export async function startServers(folder: string): Promise<Servers> {
  const dataFolder = join(folder, 'temporal');
  const executable = locateServer('temporal', process.env, true);
  const begin = (program = executable) =>
    startTemporal({ executable: program, dataFolder, ip: '127.0.0.1', namespace: NAMESPACE });
  const valkeyFolder = join(folder, 'valkey');
  const password = await valkeyPassword(valkeyFolder);
  const valkey = await startValkey({
    executable: locateServer('valkey-server', process.env, true),
    dataFolder: valkeyFolder,
    password,
  });
  let temporal = await begin();
  return {
    get temporal() {
      return temporal.address;
    },
    redis: { address: valkey.address, password },
    async loseTemporal() {
      await temporal.stop();
      rmSync(dataFolder, { recursive: true });
      temporal = await begin();
    },
    async upgradeTemporal(version) {
      await temporal.stop();
      temporal = await begin(otherVersion(folder, executable, version));
      return readdirSync(dataFolder).filter((name) => name.endsWith('.sqlite'));
    },
    async stop() {
      await Promise.all([temporal.stop(), valkey.stop()]);
    },
  };
}

/** A program that says another version of itself, and is the real one. */
function otherVersion(folder: string, executable: string, version: string): string {
  const program = join(folder, `temporal-${version}`);
  const says = `echo "temporal version ${version} (Server ${version}, UI ${version})"`;
  writeFileSync(program, `#!/bin/sh\nif [ "$1" = --version ]; then ${says}; else exec ${executable} "$@"; fi\n`);
  chmodSync(program, 0o755);
  return program;
}
