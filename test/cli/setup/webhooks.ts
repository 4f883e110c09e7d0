import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sweep } from '../../../activities/sweep.ts';
import { REPO } from '../company.ts';
import { type Ground, HOOK_SECRET, WEBHOOK } from './ground.ts';
import { lineOf, type Planted } from './planted.ts';

const secret = lineOf('webhook_secret:');

/** A webhook that works, and one open ticket: what the engine itself notes is all there is to go by. */
export async function announced(ground: Ground): Promise<void> {
  ground.say({ tracker: WEBHOOK });
  await ground.applied();
  await ground.hook(await ground.intake(), HOOK_SECRET);
  await ground.opens();
  await ground.sandbox.hooks.settled();
  await ground.work(async (deps) => void (await sweep(deps, 'github')));
}

/** Ten minutes go by in which nothing happens. */
async function silence(ground: Ground): Promise<void> {
  const long = new Date(Date.now() - 600_000).toISOString();
  await ground.work((deps) => deps.register.noteDelivered('github', 'taken', long));
}

/** People write, and the sweep finds it each time. @param apartMs by the tracker's clock. */
export async function talked(ground: Ground, times: number, apartMs = 1_000): Promise<void> {
  for (let i = 0; i < times; i++) {
    ground.sandbox.clock.advance(apartMs);
    ground.sandbox.act.comment('sam-okoro', REPO, 1, `Under way, ${i}`);
    await ground.sandbox.hooks.settled();
    await ground.work(async (deps) => void (await sweep(deps, 'github')));
  }
}

/** Somebody answers deliveries with a status. The token may look at webhooks. */
async function visible(ground: Ground, status: number): Promise<void> {
  ground.say({ tracker: WEBHOOK });
  await ground.hook(await answering(ground, status), HOOK_SECRET);
  ground.sandbox.act.grant(REPO, 'dutybound-bot', 'admin');
}

async function answering(ground: Ground, status: number): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ground.later(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/github`;
}

const mend = { fix: 'mend it in the repository (Settings, Webhooks)', allowed: '/hooks/github, application/json' };

/** Webhooks that lead nowhere, and what looks like one. */
export const webhooks: Planted[] = [
  {
    title: 'no webhook',
    what: 'no-webhook',
    level: 'note',
    applies: true,
    plant: () => {},
    name: 'webhook',
    place: lineOf('  github:\n'),
    found: 'none is set up: changes are noticed within 60 s by asking',
  },
  {
    title: 'a webhook that never rang, while nothing happened: silence alone says nothing',
    what: 'silent-webhook',
    level: 'note',
    applies: true,
    plant: (ground) => ground.say({ tracker: WEBHOOK }),
    name: 'webhook',
    place: secret,
    found: 'no delivery has come yet, and nothing changed that one should have told of',
    fix: 'send its ping again',
  },
  {
    title: 'dead hook: deleted, and only the engine’s own notes tell',
    what: 'dead-webhook',
    level: 'problem',
    applies: true,
    before: announced,
    async plant(ground) {
      ground.sandbox.hooks.hooks.splice(0);
      await silence(ground);
      await talked(ground, 3);
    },
    name: 'webhook',
    place: secret,
    found: /dead: 3 changes from \S+ to \S+ were found by asking, every 60 s; the last delivery came at \d{4}-/,
    fix: 'recent deliveries',
    allowed: 'https://YOUR-HOST/hooks/github',
  },
  {
    title: 'dead hook, after a single change: not claimed yet',
    what: 'dead-webhook',
    level: 'note',
    applies: true,
    before: announced,
    async plant(ground) {
      ground.sandbox.hooks.hooks.splice(0);
      await silence(ground);
      await talked(ground, 1);
    },
    name: 'webhook',
    place: secret,
    found: /^a change at \S+ was found by asking/,
    fix: 'recent deliveries',
    allowed: 'https://YOUR-HOST/hooks/github',
  },
  {
    title: 'dead hook: its deliveries are lost on the way',
    what: 'dead-webhook',
    level: 'problem',
    applies: true,
    before: announced,
    async plant(ground) {
      ground.sandbox.faults.add({ kind: 'hook-lost' });
      await silence(ground);
      await talked(ground, 4);
    },
    name: 'webhook',
    place: secret,
    found: 'dead: 4 changes',
    fix: 'recent deliveries',
    allowed: 'https://YOUR-HOST/hooks/github',
  },
  {
    title: 'wrong secret, from the first delivery on',
    what: 'wrong-secret',
    level: 'problem',
    applies: true,
    async plant(ground) {
      ground.say({ tracker: WEBHOOK });
      await ground.hook(await ground.intake(), 'somebody typed another one');
    },
    name: 'webhook',
    place: secret,
    found: /refused for their signature, last at \d{4}-\S+; none was ever taken/,
    fix: 'enter the same secret',
    allowed: 'one secret on both sides',
  },
  {
    title: 'wrong secret, since it was changed on one side',
    what: 'wrong-secret',
    level: 'problem',
    applies: true,
    before: announced,
    async plant(ground) {
      await silence(ground);
      for (const hook of ground.sandbox.hooks.hooks) hook.secret = 'changed';
      await talked(ground, 1);
    },
    name: 'webhook',
    place: secret,
    found: /refused for their signature, last at \d{4}-\S+; none was taken since \d{4}-/,
    fix: 'enter the same secret',
    allowed: 'one secret on both sides',
  },
  {
    title: 'a forged delivery beside good ones',
    what: 'refused-delivery',
    level: 'note',
    applies: true,
    before: announced,
    async plant(ground) {
      await silence(ground);
      const [hook] = ground.sandbox.hooks.hooks;
      await fetch(hook?.url ?? '', { method: 'POST', body: '{}', headers: { 'x-hub-signature-256': 'sha256=00' } });
    },
    name: 'webhook',
    place: secret,
    found: /a delivery was refused for its signature at \S+, after the last good one/,
    fix: 'somebody else may have sent it',
  },
  {
    title: 'dead hook: deleted, and the token may look',
    what: 'dead-webhook',
    level: 'problem',
    applies: true,
    before: (ground) => visible(ground, 202),
    plant: ({ sandbox }) => sandbox.hooks.hooks.splice(0),
    name: 'webhook',
    place: secret,
    found: 'no webhook leads to /hooks/github',
    ...mend,
  },
  {
    title: 'dead hook: switched off',
    what: 'dead-webhook',
    level: 'problem',
    applies: true,
    before: (ground) => visible(ground, 202),
    plant: ({ sandbox }) => sandbox.hooks.hooks.map((hook) => Object.assign(hook, { active: false })),
    name: 'webhook',
    place: secret,
    found: 'its webhook is switched off',
    ...mend,
  },
  {
    title: 'dead hook: it tells of something else',
    what: 'dead-webhook',
    level: 'problem',
    applies: true,
    before: (ground) => visible(ground, 202),
    plant: ({ sandbox }) => sandbox.hooks.hooks.map((hook) => Object.assign(hook, { events: ['issues', 'push'] })),
    name: 'webhook',
    place: secret,
    found: 'its webhook does not send issue_comment',
    ...mend,
  },
  {
    title: 'dead hook: it tells in a form that nobody reads',
    what: 'dead-webhook',
    level: 'problem',
    applies: true,
    before: (ground) => visible(ground, 202),
    plant: ({ sandbox }) => sandbox.hooks.hooks.map((hook) => Object.assign(hook, { contentType: 'form' })),
    name: 'webhook',
    place: secret,
    found: 'its webhook does not send application/json',
    ...mend,
  },
  {
    title: 'dead hook: its last delivery was answered 502',
    what: 'dead-webhook',
    level: 'problem',
    applies: true,
    plant: (ground) => visible(ground, 502),
    name: 'webhook',
    place: secret,
    found: /last delivery, at \S+, was answered 502/,
    ...mend,
  },
  {
    title: 'dead hook: its last delivery found nobody',
    what: 'dead-webhook',
    level: 'problem',
    applies: true,
    async plant(ground) {
      ground.say({ tracker: WEBHOOK });
      await ground.hook('http://127.0.0.1:1/hooks/github', HOOK_SECRET);
      ground.sandbox.act.grant(REPO, 'dutybound-bot', 'admin');
    },
    name: 'webhook',
    place: secret,
    found: /last delivery, at \S+, found nobody/,
    ...mend,
  },
  {
    title: 'wrong secret, and the token may look',
    what: 'wrong-secret',
    level: 'problem',
    applies: true,
    plant: (ground) => visible(ground, 401),
    name: 'webhook',
    place: secret,
    found: /last delivery, at \S+, was refused for its signature/,
    fix: 'enter the same secret',
    allowed: 'one secret on both sides',
  },
];
