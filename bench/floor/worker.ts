// node bench/floor/worker.ts ADDRESS NAMESPACE: a worker that does nothing, set as the engine's. Says `runs`, and `ended INSTANT` of each.
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { workerSettings } from '../../workers/worker.ts';
import { FLOOR_QUEUE } from './queue.ts';
import type { FloorActivities } from './workflows.ts';

const [address = '', namespace = ''] = process.argv.slice(2);
const print = (line: string) => void process.stdout.write(`${line}\n`);

Runtime.install({ logger: new DefaultLogger('WARN') });
const activities: FloorActivities = {
  nothing: async () => {},
  ended: async () => print(`ended ${Date.now()}`),
};
const worker = await Worker.create({
  ...workerSettings,
  connection: await NativeConnection.connect({ address }),
  namespace,
  taskQueue: FLOOR_QUEUE,
  workflowBundle: await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  }),
  activities,
});
print('runs');
await worker.run();
