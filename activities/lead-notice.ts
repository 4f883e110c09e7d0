import type { NewEffect } from '../register/effects.ts';
import { priority } from '../rules/effect.ts';
import { leads, type Organisation, personById, reachable } from '../rules/organisation.ts';
import type { PersonId } from '../rules/programme.ts';
import type { Instant } from '../rules/time.ts';
import type { NoticeText } from '../rules/wording/notice.ts';
import { ENGINE_RECORD } from './engine-record.ts';
import { outboxRow } from './outbox-row.ts';

/**
 * @param name tells the message apart for ever: it is sent once. @param notBefore when it may go out.
 * @returns a message of the engine's own to each lead who can be told outside a ticket.
 */
export function toLeads(
  org: Organisation,
  name: string,
  { subject, lines }: NoticeText,
  notBefore: Instant,
): NewEffect[] {
  return reachableLeads(org).map((lead) => {
    const what = { kind: 'notice', key: keyFor(name, lead), priority: priority.escalation } as const;
    const effect = { ...what, to: lead, subject, lines, digest: false, gathered: false, notBefore };
    return outboxRow(effect, ENGINE_RECORD, personById(org, lead)?.channel ?? 'mail');
  });
}

/** @returns the leads who can be told outside a ticket. */
export function reachableLeads(org: Organisation): PersonId[] {
  return leads(org).filter((lead) => reachable(org, lead));
}

/** @returns the key of the message of that name to a lead. */
export function keyFor(name: string, lead: PersonId): string {
  return `${ENGINE_RECORD}:${name}:${lead}`;
}
