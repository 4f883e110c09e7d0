import { join } from 'node:path';
import { answerDoorbells } from '../../integrations/webhooks/answer.ts';
import type { QueueAddress } from '../../integrations/webhooks/connection.ts';
import { createDoorbells } from '../../integrations/webhooks/doorbells.ts';
import { until } from '../../script/story/until.ts';
import { locateServer } from '../../workers/servers/locate.ts';
import { startValkey, valkeyPassword } from '../../workers/servers/valkey.ts';
import { percentile } from '../percentile.ts';
import type { Stage } from '../stage.ts';

const RINGS = 20;
const WITHIN = 60;

/** Starts a Valkey as the engine does; it ends with the stage. */
export async function startQueue({ folder, ending }: Stage, name: string): Promise<Required<QueueAddress>> {
  const dataFolder = join(folder, name);
  const password = await valkeyPassword(dataFolder);
  const executable = locateServer('valkey-server', process.env, true);
  const valkey = await startValkey({ executable, dataFolder, password });
  ending(() => valkey.stop());
  const [host = '', port = ''] = valkey.address.split(':');
  return { host, port: Number(port), password };
}

/** @returns how long a doorbell takes from ringing to being answered where nothing else is to do, ms, the median of some. */
export async function coalescingDelay(stage: Stage): Promise<number> {
  const connection = await startQueue(stage, 'bare-queue');
  const options = { connection, prefix: 'bench', log: () => {} };
  const heard = new Map<string, number>();
  const answering = answerDoorbells({ ...options, wake: async ({ id }) => void heard.set(id, performance.now()) });
  const doorbells = createDoorbells(options);
  stage.ending(async () => {
    await answering.close();
    await doorbells.close();
  });
  const ring = (id: string) =>
    doorbells.ring({ tracker: 'bench', id }).then(
      () => true as const,
      () => undefined,
    );
  await until('the bare queue', () => ring('first'), stage.signal, WITHIN);
  const rung = new Map<string, number>();
  for (let i = 0; i < RINGS; i++) {
    rung.set(`${i}`, performance.now());
    await ring(`${i}`);
  }
  await until('the bare queue to answer', () => heard.size > RINGS || undefined, stage.signal, WITHIN);
  return percentile(
    [...rung].map(([id, at]) => (heard.get(id) ?? 0) - at),
    0.5,
  );
}
