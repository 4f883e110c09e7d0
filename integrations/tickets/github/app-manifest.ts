import { z } from 'zod';
import { TrackerError } from '../errors.ts';
import type { OwnOptions } from './app/own.ts';
import { NEEDED } from './app/permissions.ts';
import { type Answer, createClient } from './client.ts';
import { errorOf } from './fault.ts';
import { parsed } from './shapes.ts';
import { EVENTS } from './webhook.ts';

/** A registration that GitHub is asked for ("Registering a GitHub App from a manifest"). */
export interface Manifest {
  name: string;
  url: string;
  redirect_url: string;
  setup_url?: string;
  public: boolean;
  hook_attributes?: { url: string; active: boolean };
  default_events?: string[];
  default_permissions: Record<string, string>;
}

export interface ManifestOptions {
  /** At most 34 characters, no other App's at that host. */
  name: string;
  /** Where people read what it is for, such as the repository's page. */
  home: string;
  /** `https://YOUR-HOST/hooks/ID`; without it the App has no webhook, and hears of no events. */
  hookUrl?: string;
  /** Where GitHub sends the browser afterwards, with `code` and `state`. */
  redirectUrl: string;
  /** Where it sends the browser once the App is installed, with `installation_id`. */
  setupUrl?: string;
}

/** @returns a manifest with the least permissions and events that the engine works with. */
export function manifestOf({ name, home, hookUrl, redirectUrl, setupUrl }: ManifestOptions): Manifest {
  return {
    name,
    url: home,
    redirect_url: redirectUrl,
    ...(setupUrl !== undefined && { setup_url: setupUrl }),
    public: false,
    ...(hookUrl !== undefined && { hook_attributes: { url: hookUrl, active: true }, default_events: [...EVENTS] }),
    default_permissions: Object.fromEntries(NEEDED.map(({ name: permission, level }) => [permission, level])),
  };
}

/**
 * @param api `https://api.github.com`, or `https://HOST/api/v3`.
 * @param organisation that is to own the App; without one whoever is logged in does.
 * @param state comes back unchanged: whoever receives the code compares it.
 * @returns where a form with the field `manifest` is to be posted by a browser that is logged in there.
 */
export function registrationPage(api: string, organisation: string | undefined, state: string): string {
  const owner = organisation === undefined ? '' : `/organizations/${encodeURIComponent(organisation)}`;
  return `${webOf(api)}${owner}/settings/apps/new?state=${encodeURIComponent(state)}`;
}

/** A new App, with what GitHub shows only once. */
export interface RegisteredApp {
  id: string;
  slug: string;
  /** PEM. */
  privateKey: string;
  /** Undefined without a webhook. */
  webhookSecret?: string;
  /** Where it is installed on repositories. */
  installPage: string;
}

const CONVERSION = 'POST /app-manifests/{code}/conversions';
const conversionShape = z.object({
  id: z.number().transform(String),
  slug: z.string(),
  html_url: z.url(),
  pem: z.string(),
  webhook_secret: z.string().nullish(),
});

/**
 * Fetches the App that a manifest became: once, within an hour.
 * @param code what GitHub added to the redirect.
 * @throws TrackerError `refused` with the field `code` if it is used up, too old, or none; messages carry neither code nor secrets.
 */
export async function convert(
  code: string,
  options: Pick<OwnOptions, 'api' | 'now' | 'timeoutMs'>,
): Promise<RegisteredApp> {
  const answer = await conversionOf(code, options);
  const { id, slug, html_url, pem, webhook_secret } = parsed(conversionShape, answer.data, CONVERSION);
  return {
    id,
    slug,
    privateKey: pem,
    ...(webhook_secret != null && { webhookSecret: webhook_secret }),
    installPage: `${html_url}/installations/new`,
  };
}

async function conversionOf(code: string, options: Pick<OwnOptions, 'api' | 'now' | 'timeoutMs'>): Promise<Answer> {
  if (!/^[\w-]+$/.test(code)) throw usedUp(`GitHub, ${CONVERSION}: not asked`);
  const client = createClient({ ...options, token: () => '' });
  try {
    const answer = await client.call(CONVERSION, { code }, { scope: 'target', accept: [404, 422] });
    if (answer.status < 400) return answer;
    throw usedUp(errorOf(CONVERSION, answer, 'target', options.now()).message);
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    // It stands in the path, and opens the door as long as it was not used.
    throw new TrackerError(error.message.replaceAll(code, '***'), error.fault);
  }
}

function usedUp(message: string): TrackerError {
  const step =
    'The code is used up, older than an hour, or none; allowed is the one of the last redirect. Begin again.';
  return new TrackerError(`${message}. ${step}`, { kind: 'refused', fields: ['code'] });
}

/** @returns the origin of the pages that belong to an API, with `api.` in front of it or `/api/v3` behind. */
function webOf(api: string): string {
  const { origin, protocol, host, pathname } = new URL(api);
  return pathname.startsWith('/api/') ? origin : `${protocol}//${host.replace(/^api\./, '')}`;
}
