import { eventsIn } from '../../register/events.ts';
import type { Reads } from '../../register/register.ts';

const COUNTED = {
  'extension-asked': 'asked',
  'extension-approved': 'given',
  'extension-denied': 'denied',
  'extension-lapsed': 'lapsed',
} as const;

/** How often a later date was asked for, and what became of it; `lapsed`: the deadline passed before anybody decided. */
export type Extensions = Record<(typeof COUNTED)[keyof typeof COUNTED], number>;

/** @returns the extensions of every nonconformity for which one was ever asked, by key. */
export async function extensionsIn(register: Reads): Promise<Map<string, Extensions>> {
  const found = new Map<string, Extensions>();
  const kinds = Object.keys(COUNTED);
  for await (const { stream, kind } of eventsIn(register, { kinds, words: 'hashes' })) {
    const [prefix, key = ''] = stream.split('/');
    if (prefix !== 'nonconformity') continue;
    const counts = found.get(key) ?? { asked: 0, given: 0, denied: 0, lapsed: 0 };
    counts[COUNTED[kind as keyof typeof COUNTED]]++;
    found.set(key, counts);
  }
  return found;
}
