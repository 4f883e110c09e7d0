import type { z } from 'zod';
import type { Tracker } from '../rules/programme.ts';
import { secret } from './addresses.ts';
import { field, fields, flag, milliseconds, whole } from './fields.ts';

const HOUR = 3_600_000;

const label = field('a label: at most 50 characters, without blanks, commas, and quotes', (text) =>
  /^[^\s,"'\\]{1,50}$/.test(text) ? text : undefined,
);

/** What every kind of tracker may say. */
export const terms = {
  webhook_secret: secret.exactOptional(),
  limits: fields({
    per_minute: whole(1, 10_000).exactOptional(),
    per_hour: whole(1, 100_000).exactOptional(),
  }).exactOptional(),
  events: fields({ incident: label.exactOptional(), change: label.exactOptional() }).exactOptional(),
  sweep: milliseconds(1000, HOUR, 'from 1 s to 1 h').exactOptional(),
  settle: milliseconds(0, HOUR, 'from 0 s to 1 h').exactOptional(),
  allow_public: flag.exactOptional(),
};

type RawTerms = z.output<z.ZodObject<typeof terms>>;

/** What holds where a tracker says nothing of its own. */
export type TermDefaults = Pick<Tracker, 'limits' | 'sweepEvery' | 'settle'>;

/** @returns what every kind of tracker has, with the kind's own defaults. */
export function termsOf(raw: RawTerms, defaults: TermDefaults) {
  return {
    ...(raw.webhook_secret === undefined ? {} : { webhook: { secret: raw.webhook_secret } }),
    ...(raw.events === undefined ? {} : { labels: raw.events }),
    limits: {
      perMinute: raw.limits?.per_minute ?? defaults.limits.perMinute,
      perHour: raw.limits?.per_hour ?? defaults.limits.perHour,
    },
    sweepEvery: raw.sweep ?? defaults.sweepEvery,
    settle: raw.settle ?? defaults.settle,
    allowPublic: raw.allow_public ?? false,
  };
}
