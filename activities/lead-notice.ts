import type { NewEffect } from '../register/effects.ts';
import { priority } from '../rules/effect.ts';
import { leads, type Organisation, personById, reachable } from '../rules/organisation.ts';
import type { Instant } from '../rules/time.ts';
import { ENGINE_RECORD } from './engine-record.ts';

/** @returns a message of the engine's own to each lead who can be told outside a ticket. `name` tells it apart for ever: it is sent once. */
export function toLeads(
  org: Organisation,
  name: string,
  { subject, lines }: { subject: string; lines: string[] },
  now: Instant,
): NewEffect[] {
  return leads(org)
    .filter((lead) => reachable(org, lead))
    .map((lead) => {
      const key = `${ENGINE_RECORD}:${name}:${lead}`;
      const tracker = personById(org, lead)?.channel ?? 'mail';
      const kind = 'notice' as const;
      const body = {
        kind,
        key,
        priority: priority.escalation,
        to: lead,
        subject,
        lines,
        digest: false,
        notBefore: now,
      };
      return { key, record: ENGINE_RECORD, tracker, kind, priority: priority.escalation, body };
    });
}
