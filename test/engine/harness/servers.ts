import { rmSync } from 'node:fs';
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
  stop(): Promise<void>;
}

/** @param folder where their files go. */
export async function startServers(folder: string): Promise<Servers> {
  const dataFolder = join(folder, 'temporal');
  const executable = locateServer('temporal', process.env, true);
  const begin = () => startTemporal({ executable, dataFolder, ip: '127.0.0.1', namespace: NAMESPACE });
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
    async stop() {
      await Promise.all([temporal.stop(), valkey.stop()]);
    },
  };
}
