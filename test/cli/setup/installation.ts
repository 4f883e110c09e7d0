import { chmodSync } from 'node:fs';
import type { Ground } from './ground.ts';
import type { Planted } from './planted.ts';

const folder = (ground: Ground) => ground.data;

/** What can be wrong with the folder and the servers. */
export const installation: Planted[] = [
  {
    title: 'world-readable data folder',
    what: 'open-folder',
    level: 'problem',
    applies: true,
    plant: (ground) => chmodSync(ground.data, 0o755),
    name: 'folder',
    place: folder,
    found: 'others than its owner may use it (mode 755)',
    fix: /^chmod 700 \S+\.dutybound$/,
    allowed: 'mode 700',
  },
  {
    title: 'world-readable register',
    what: 'open-folder',
    level: 'problem',
    applies: true,
    plant: (ground) => chmodSync(ground.register, 0o644),
    name: 'folder',
    place: (ground) => ground.register,
    found: 'mode 644',
    fix: /^chmod 600 \S+register\.sqlite$/,
    allowed: 'mode 600',
  },
  {
    title: 'nothing runs',
    what: 'not-running',
    level: 'note',
    applies: true,
    plant: () => {},
    name: 'engine',
    place: folder,
    found: 'not running here',
    fix: 'dutybound up',
  },
  {
    title: 'unreachable Temporal',
    what: 'temporal',
    level: 'problem',
    applies: true,
    plant: () => {},
    args: () => ['--temporal', '127.0.0.1:1'],
    name: 'temporal',
    place: () => '--temporal',
    found: '127.0.0.1:1 cannot be used: nobody listens there',
    fix: 'see whether it runs there',
    allowed: 'HOST:PORT',
  },
  {
    title: 'unreachable Redis',
    what: 'redis',
    level: 'problem',
    applies: true,
    plant: () => {},
    args: () => ['--redis', '127.0.0.1:1'],
    name: 'redis',
    place: () => '--redis',
    found: /127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/,
    fix: 'DUTYBOUND_REDIS_PASSWORD',
    allowed: 'HOST:PORT',
  },
];
