import type { Shortcoming } from '../port.ts';
import { repositoryOf } from './address.ts';
import type { Api } from './api.ts';
import { appDeliveries, appHook } from './app/hook.ts';
import { deliveriesShape, type Hook, hooksShape, parsed } from './shapes.ts';
import { EVENTS } from './webhook.ts';

const HOOKS = '/repos/{owner}/{repo}/hooks';
const IN_REPOSITORY = 'the repository (Settings, Webhooks)';
const IN_APP = 'the App’s settings (Webhook)';

type Deliveries = ReturnType<typeof deliveriesShape.parse>;

/** Looks at the App's own webhook if that leads here, else at the repository's, where the token may; and at its newest deliveries. */
export async function webhookShortcomings(api: Api): Promise<Shortcoming[]> {
  const own = api.app && (await appHook(api.app.own));
  if (api.app && own && leadsHere(own, api.id)) {
    const lacking = settingsOf(own);
    return lacking === undefined ? judged(api, IN_APP, await appDeliveries(api.app.own)) : [dead(api, IN_APP, lacking)];
  }
  // A token need not have the right to webhooks although its account is an administrator.
  const answer = await api.client.call(
    `GET ${HOOKS}`,
    { ...repositoryOf(api.target), per_page: 100 },
    { scope: 'target', accept: [403, 404] },
  );
  if (answer.status !== 200) return [];
  const ours = parsed(hooksShape, answer.data, HOOKS).filter((hook) => leadsHere(hook, api.id));
  const lacking = ours.map((hook) => settingsOf(hook));
  const [sound] = ours.filter((_, i) => lacking[i] === undefined);
  const none = `no webhook leads to /hooks/${api.id}`;
  if (!sound) return [dead(api, IN_REPOSITORY, lacking.find((text) => text !== undefined) ?? none)];
  return judged(api, IN_REPOSITORY, await deliveriesOf(api, sound));
}

async function deliveriesOf(api: Api, { id }: Hook): Promise<Deliveries> {
  const route = `GET ${HOOKS}/{hook_id}/deliveries`;
  const made = await api.client.call(
    route,
    { ...repositoryOf(api.target), hook_id: id, per_page: 1 },
    { scope: 'target', accept: [403, 404] },
  );
  return made.status === 200 ? parsed(deliveriesShape, made.data, route) : [];
}

function judged(api: Api, where: string, [last]: Deliveries): Shortcoming[] {
  if (!last || (last.status_code >= 200 && last.status_code < 300)) return [];
  return [last.status_code === 401 ? wrongSecret(api, where, last.delivered_at) : dead(api, where, undelivered(last))];
}

function leadsHere({ config }: Hook, id: string): boolean {
  const url = URL.parse(config.url ?? '');
  return url?.pathname.replace(/\/+$/, '').endsWith(`/hooks/${id}`) === true;
}

/** @returns what is wrong with a webhook's settings, undefined if nothing is. */
function settingsOf({ active, events, config }: Hook): string | undefined {
  if (!active) return 'its webhook is switched off';
  const missing = EVENTS.filter((event) => !events.includes(event) && !events.includes('*'));
  if (missing.length > 0) return `its webhook does not send ${missing.join(' and ')}`;
  return config.content_type === 'json' ? undefined : 'its webhook does not send application/json';
}

function undelivered({ status_code, delivered_at }: { status_code: number; delivered_at: string }): string {
  const answer = status_code === 0 ? 'found nobody' : `was answered ${status_code}`;
  return `its webhook's last delivery, at ${delivered_at}, ${answer}`;
}

function dead({ target, id }: Api, where: string, why: string): Shortcoming {
  return {
    what: 'dead-webhook',
    found: `${target}: ${why}`,
    fix: `mend it in ${where}`,
    allowed: `an active one to https://YOUR-HOST/hooks/${id}, application/json, events ${EVENTS.join(' and ')}`,
    blocks: false,
  };
}

function wrongSecret({ target }: Api, where: string, at: string): Shortcoming {
  return {
    what: 'wrong-secret',
    found: `${target}: its webhook's last delivery, at ${at}, was refused for its signature`,
    fix: `enter the same secret in ${where} and in the programme’s reference`,
    allowed: 'one secret on both sides',
    blocks: false,
  };
}
