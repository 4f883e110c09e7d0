import type { NewEffect } from '../../register/effects.ts';
import type { Breaker } from '../../rules/breaker.ts';
import { priority } from '../../rules/effect.ts';
import { leads, type Organisation, personById, reachable } from '../../rules/organisation.ts';
import type { Instant } from '../../rules/time.ts';
import { ENGINE_RECORD } from '../engine-record.ts';

/** @returns what tells the leads of an outage; the same outage gives the same keys, so it is told once. */
export function outageNotices(org: Organisation, tracker: string, outage: Breaker, now: Instant): NewEffect[] {
  return leads(org)
    .filter((lead) => reachable(org, lead))
    .map((lead) => {
      const key = `${ENGINE_RECORD}:${tracker}:lost:${outage.since}:${lead}`;
      const lines = [
        `The tracker ${tracker} cannot be used since ${outage.since}: ${outage.why}`,
        'Tickets are neither opened nor read meanwhile; nothing is lost, and no verdict is given on what cannot be read.',
        'Next: dutybound doctor says what is lacking.',
      ];
      const channel = personById(org, lead)?.channel ?? 'mail';
      const subject = `Tracker ${tracker} cannot be used`;
      const body = {
        kind: 'notice',
        key,
        priority: priority.escalation,
        to: lead,
        subject,
        lines,
        digest: false,
        gathered: false,
        notBefore: now,
      };
      return { key, record: ENGINE_RECORD, tracker: channel, kind: 'notice', priority: priority.escalation, body };
    });
}
