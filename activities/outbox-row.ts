import type { NewEffect } from '../register/effects.ts';
import type { Effect } from '../rules/effect.ts';

/** @returns the row of the outbox that has an effect of a record delivered. @param lane the tracker, or the channel of a notice. */
export function outboxRow(effect: Effect, record: string, lane: string): NewEffect {
  const { key, kind, priority } = effect;
  const notBefore = kind === 'notice' && { notBefore: effect.notBefore };
  return { key, kind, priority, record, tracker: lane, body: effect, ...notBefore };
}
