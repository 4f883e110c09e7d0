import type { Shortcoming } from '../port.ts';
import { repositoryOf } from './address.ts';
import type { Api } from './api.ts';
import { deliveriesShape, hooksShape, parsed } from './shapes.ts';

type Hook = ReturnType<typeof hooksShape.parse>[number];

const HOOKS = '/repos/{owner}/{repo}/hooks';
const WANTED = ['issues', 'issue_comment'];

/** Looks at the repository's webhook and its newest deliveries, where the token may. At most two calls. */
export async function webhookShortcomings(api: Api): Promise<Shortcoming[]> {
  const place = repositoryOf(api.target);
  // A token need not have the right to webhooks although its account is an administrator.
  const answer = await api.client.call(
    `GET ${HOOKS}`,
    { ...place, per_page: 100 },
    { scope: 'target', accept: [403, 404] },
  );
  if (answer.status !== 200) return [];
  const ours = parsed(hooksShape, answer.data, HOOKS).filter((hook) => leadsHere(hook, api.id));
  const lacking = ours.map((hook) => settingsOf(hook));
  const [sound] = ours.filter((_, i) => lacking[i] === undefined);
  if (!sound) return [dead(api, lacking.find((text) => text !== undefined) ?? `no webhook leads to /hooks/${api.id}`)];
  const route = `GET ${HOOKS}/{hook_id}/deliveries`;
  const made = await api.client.call(
    route,
    { ...place, hook_id: sound.id, per_page: 1 },
    { scope: 'target', accept: [403, 404] },
  );
  if (made.status !== 200) return [];
  const [last] = parsed(deliveriesShape, made.data, route);
  if (!last || (last.status_code >= 200 && last.status_code < 300)) return [];
  return [last.status_code === 401 ? wrongSecret(api, last.delivered_at) : dead(api, undelivered(last))];
}

function leadsHere({ config }: Hook, id: string): boolean {
  const url = URL.parse(config.url ?? '');
  return url?.pathname.replace(/\/+$/, '').endsWith(`/hooks/${id}`) === true;
}

/** @returns what is wrong with a webhook's settings, undefined if nothing is. */
function settingsOf({ active, events, config }: Hook): string | undefined {
  if (!active) return 'its webhook is switched off';
  const missing = WANTED.filter((event) => !events.includes(event) && !events.includes('*'));
  if (missing.length > 0) return `its webhook does not send ${missing.join(' and ')}`;
  return config.content_type === 'json' ? undefined : 'its webhook does not send application/json';
}

function undelivered({ status_code, delivered_at }: { status_code: number; delivered_at: string }): string {
  const answer = status_code === 0 ? 'found nobody' : `was answered ${status_code}`;
  return `its webhook's last delivery, at ${delivered_at}, ${answer}`;
}

function dead({ target, id }: Api, why: string): Shortcoming {
  return {
    what: 'dead-webhook',
    found: `${target}: ${why}`,
    fix: `mend it in the repository: Settings, Webhooks`,
    allowed: `an active one to https://YOUR-HOST/hooks/${id}, application/json, events ${WANTED.join(' and ')}`,
    blocks: false,
  };
}

function wrongSecret({ target }: Api, at: string): Shortcoming {
  return {
    what: 'wrong-secret',
    found: `${target}: its webhook's last delivery, at ${at}, was refused for its signature`,
    fix: 'enter the same secret in the repository (Settings, Webhooks) and in the programme’s reference',
    allowed: 'one secret on both sides',
    blocks: false,
  };
}
