import type { z } from 'zod';
import type { Programme, Tracker } from '../rules/programme.ts';
import { baseAddress, mail, secret, secretAddress } from './addresses.ts';
import { GITHUB_API, LIMITS, SETTLE, SWEEP_EVERY } from './defaults.ts';
import { byId, field, fields, flag, milliseconds, oneOf, whole } from './fields.ts';

const HOUR = 3_600_000;
const repository = field('OWNER/NAME', (text) => (/^[\w-]+\/[\w.-]+$/.test(text) ? text : undefined));

/** Where tickets live. */
export const trackers = byId(
  fields({
    kind: oneOf(['github']),
    repository,
    token: secret,
    webhook_secret: secret.exactOptional(),
    api: baseAddress.exactOptional(),
    limits: fields({
      per_minute: whole(1, 10_000).exactOptional(),
      per_hour: whole(1, 100_000).exactOptional(),
    }).exactOptional(),
    sweep: milliseconds(1000, HOUR, 'from 1 s to 1 h').exactOptional(),
    settle: milliseconds(0, HOUR, 'from 0 s to 1 h').exactOptional(),
    allow_public: flag.exactOptional(),
  }),
);

/** Where mail and chat go out. */
export const notices = fields({
  mail: fields({ smtp: secretAddress('smtp'), from: mail }).exactOptional(),
  chat: fields({ webhook: secretAddress('http') }).exactOptional(),
});

/** @returns the trackers in the order of the file, with their defaults. */
export function trackersOf(raw: z.output<typeof trackers>): Tracker[] {
  return Object.entries(raw).map(([id, tracker]) => ({
    id,
    kind: tracker.kind,
    target: tracker.repository,
    api: tracker.api ?? GITHUB_API,
    login: { how: 'token', token: tracker.token },
    ...(tracker.webhook_secret === undefined ? {} : { webhook: { secret: tracker.webhook_secret } }),
    limits: {
      perMinute: tracker.limits?.per_minute ?? LIMITS.perMinute,
      perHour: tracker.limits?.per_hour ?? LIMITS.perHour,
    },
    sweepEvery: tracker.sweep ?? SWEEP_EVERY,
    settle: tracker.settle ?? SETTLE,
    allowPublic: tracker.allow_public ?? false,
  }));
}

/** @returns where notices go; nowhere unless the file says so. */
export function noticesOf(raw: z.output<typeof notices> = {}): Programme['notices'] {
  return raw;
}
