import { createHash, randomBytes } from 'node:crypto';
import type { Person } from '../store/model.ts';

const hourly = 5000;

export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  readonly reset: number;
  readonly used: number;
}

export interface Meter {
  /** Counts a call by that person; `now` is epoch ms. */
  spend(person: Person, now: number): void;
  /** What is left in the hour; `reset` is epoch seconds. Counted, never enforced: the limits are faults. */
  allowance(person: Person | undefined, now: number): Allowance;
}

/** Counts calls per person and hour. */
export function createMeter(): Meter {
  const used = new Map<number, { hour: number; count: number }>();
  const hourOf = (now: number) => Math.floor(now / 3_600_000);
  const countOf = (person: Person | undefined, now: number) => {
    const entry = person && used.get(person.id);
    return entry?.hour === hourOf(now) ? entry.count : 0;
  };
  return {
    spend: (person, now) => void used.set(person.id, { hour: hourOf(now), count: countOf(person, now) + 1 }),
    allowance(person, now) {
      const count = Math.min(countOf(person, now), hourly - 1);
      return { limit: hourly, remaining: hourly - count, reset: (hourOf(now) + 1) * 3600, used: count };
    },
  };
}

/** The headers that each answer carries; `Date` comes from the sandbox's clock. */
export function standingHeaders(allowance: Allowance, now: number): Record<string, string> {
  return {
    date: new Date(now).toUTCString(),
    server: 'github.com',
    'x-github-request-id': randomBytes(12).toString('hex').toUpperCase(),
    'x-github-media-type': 'github.v3; format=json',
    'x-ratelimit-limit': String(allowance.limit),
    'x-ratelimit-remaining': String(allowance.remaining),
    'x-ratelimit-reset': String(allowance.reset),
    'x-ratelimit-used': String(allowance.used),
    'x-ratelimit-resource': 'core',
  };
}

/** The weak tag of a body. */
export function etag(body: string | Uint8Array): string {
  return `W/"${createHash('sha256').update(body).digest('hex')}"`;
}
