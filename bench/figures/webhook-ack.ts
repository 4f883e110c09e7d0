import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startNode } from '../../script/story/processes.ts';
import { until } from '../../script/story/until.ts';
import { locateServer } from '../../workers/servers/locate.ts';
import { startTemporal } from '../../workers/servers/temporal.ts';
import { percentile } from '../percentile.ts';
import { populateSite } from '../population/at-site.ts';
import { LOGINS, REPOSITORY } from '../site/company.ts';
import { underLoad } from '../site/load.ts';
import { startQueue } from '../site/queue.ts';
import { type Environment, openSite, type Site } from '../site/site.ts';
import type { Measurement, Stage } from '../stage.ts';

const DUTYBOUND = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const BARE = fileURLToPath(new URL('../child/bare-intake.ts', import.meta.url));
const NAMESPACE = 'dutybound';
const PER_SECOND = 200;
const SECONDS = 20;
const WARM_SECONDS = 3;
const TICKETS = 200;
const START_WITHIN = 60;
/** What GitHub says of an issue, its repository, and its people is about that long. */
const PADDING = 'x'.repeat(8_000);

/** How soon a webhook is acknowledged at 200 a second, ms, against a bare route that checks the signature and adds to a queue at the same server. */
export const webhookAck: Measurement = {
  names: ['webhook-ack'],
  async measure(stage) {
    const site = await openSite(stage);
    await populateSite(site, TICKETS);
    const { host, port, password } = await startQueue(stage, 'valkey');
    const redis = `${host}:${port}`;
    const temporal = await startTemporal({
      executable: locateServer('temporal', process.env, true),
      dataFolder: join(stage.folder, 'temporal'),
      ip: '127.0.0.1',
      namespace: NAMESPACE,
    });
    stage.ending(() => temporal.stop());
    const { installation, env, secrets } = site;
    const floor = await taken(stage, site, [BARE, redis], {
      WEBHOOK_SECRET: secrets.webhook,
      REDIS_PASSWORD: password,
    });
    const places = ['--data', installation.folder, '--temporal', temporal.address, '--redis', redis];
    const own = { ...env, DUTYBOUND_REDIS_PASSWORD: password };
    const found = await taken(stage, site, [DUTYBOUND, 'intake', ...places, '--namespace', NAMESPACE], own);
    const figure = (name: string, share: number) => ({
      name,
      value: percentile(found, share),
      unit: `ms, p${100 * share}`,
      floor: percentile(floor, share),
    });
    return [figure('webhook-ack', 0.5), figure('webhook-ack-p99', 0.99)];
  },
};

/** Starts an intake and has webhooks sent to it. @returns how long each took, ms, without those that warmed it. */
async function taken(stage: Stage, site: Site, args: string[], env: Environment): Promise<number[]> {
  const intake = startNode(`intake-${args.length}`, args, { ...process.env, ...env }, stage.folder);
  stage.ending(() => intake.end());
  let url: string | undefined;
  intake.onLine((line) => {
    url ??= /^Webhooks (http:\/\/[\d.]+:\d+)/.exec(line)?.[1];
  });
  const base = await Promise.race([intake.failed, until('an intake', () => url, stage.signal, START_WITHIN)]);
  const message = await messages(site);
  const load = { url: `${base}/hooks/github`, perSecond: PER_SECOND, message, status: 202 };
  await underLoad(stage, { ...load, seconds: WARM_SECONDS });
  const found = await underLoad(stage, { ...load, seconds: stage.size(SECONDS, 3) });
  await intake.end();
  return found;
}

/** @returns what the tracker says of changes that people made, of one ticket after the other. */
async function messages({ register, secrets }: Site) {
  const rows = await register.rows('task', {}, { limit: TICKETS });
  const sender = (await register.accounts()).find(({ login }) => login === LOGINS.sam);
  const updated_at = new Date(Date.now() + 1000).toISOString();
  const signed = rows.map(({ columns }) => {
    const [id, number] = [Number(columns.ticket_id), Number(String(columns.ticket_number).slice(1))];
    const body = JSON.stringify({
      action: 'edited',
      issue: { id, number, updated_at, body: PADDING },
      repository: { full_name: REPOSITORY },
      sender: { id: Number(sender?.accountId), login: LOGINS.sam },
    });
    const signature = createHmac('sha256', secrets.webhook).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-github-event': 'issues', 'x-ticket': String(id) };
    return { body, headers: { ...headers, 'x-hub-signature-256': `sha256=${signature}` } };
  });
  return (i: number) => {
    const found = signed[i % signed.length];
    if (found) return found;
    throw new Error('there is no ticket to tell of');
  };
}
