import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ActRefusal } from '../../act/refusal.ts';
import type { Apps } from './apps.ts';

const address = z.url({ protocol: /^https?$/, error: 'allowed is a web address' });
const manifest = z.object({
  name: z.string().min(1).max(34).optional(),
  url: address,
  hook_attributes: z.object({ url: address, active: z.boolean().default(true) }).optional(),
  redirect_url: address.optional(),
  setup_url: address.optional(),
  public: z.boolean().default(false),
  default_events: z.array(z.string()).default([]),
  default_permissions: z.record(z.string(), z.enum(['read', 'write'])).default({}),
});
export type Manifest = z.infer<typeof manifest>;

const hour = 3_600_000;
const eventNeeds: Readonly<Record<string, string>> = { issues: 'issues', issue_comment: 'issues', push: 'contents' };

/** Reads a manifest as GitHub's page does. Throws `ActRefusal` invalid that names all that is wrong. */
export function parseManifest(text: string): Manifest {
  const parsed = manifest.safeParse(jsonOf(text));
  if (!parsed.success) throw wrong(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const { default_events: events, default_permissions: permissions } = parsed.data;
  const unsupported = events.filter((event) => permissions[eventNeeds[event] ?? ''] === undefined);
  if (unsupported.length === 0) return parsed.data;
  throw wrong([`Default events are not supported by permissions: ${unsupported.join(', ')}`]);
}

/** Registers the App with a new key; returns the code with which it can be fetched within the hour. */
export function registerFrom(
  apps: Apps,
  given: Manifest,
  { name, owner }: { name: string; owner: string },
  now: number,
) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { hook_attributes: hook } = given;
  const app = apps.register({
    name,
    owner,
    url: given.url,
    setupUrl: given.setup_url,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    permissions: given.default_permissions,
    events: given.default_events,
    ...(hook?.active && { hook: { url: hook.url, secret: randomBytes(20).toString('hex') } }),
  });
  const code = randomBytes(20).toString('hex');
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  apps.registrations.set(code, { app, pem, clientSecret: randomBytes(20).toString('hex'), until: now + hour });
  return code;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong(['found no JSON']);
  }
}

function wrong(reasons: readonly string[]): ActRefusal {
  return new ActRefusal('invalid', `Invalid GitHub App configuration: ${reasons.join('; ')}. Correct the manifest.`);
}
