import type { TrackerError } from '../integrations/tickets/errors.ts';
import type { NewEffect } from '../register/effects.ts';
import { priority } from '../rules/effect.ts';
import { leads, personById, reachable } from '../rules/organisation.ts';
import { type Instant, msBetween } from '../rules/time.ts';
import type { Dependencies } from './dependencies.ts';
import { ENGINE_RECORD } from './engine-record.ts';
import { loadOrganisation } from './organisation.ts';

/** A tracker that cannot be used: since when, why, and whether the lead was told. */
export interface Outage {
  since: Instant;
  kind: string;
  why: string;
  told: boolean;
}

/** A short silence is no news; lost rights are, at once, for they do not come back by themselves. ms. */
const NEWS_AFTER_MS = 300_000;

/** Notes that a tracker cannot be used, and has the lead told once an outage. Rate limits are no outage. */
export async function noteOutage(deps: Dependencies, tracker: string, error: TrackerError): Promise<void> {
  const { kind } = error.fault;
  if (kind === 'rate-limited') return;
  const now = deps.clock();
  const standing = (await deps.register.breaker(tracker)) as Outage | undefined;
  const since = standing?.since ?? now;
  const tell = !standing?.told && (kind === 'unauthorised' || msBetween(since, now) >= NEWS_AFTER_MS);
  const outage: Outage = { since, kind, why: error.message, told: standing?.told === true || tell };
  const notices = tell ? await noticesOf(deps, tracker, outage, now) : [];
  await deps.register.write(async (tx) => {
    await tx.setBreaker(tracker, outage);
    if (!tell) return;
    const body = { tracker, kind, why: error.message };
    await tx.append([{ stream: 'engine', kind: 'tracker-lost', actor: 'engine', at: since, body }]);
    await tx.addEffects(notices);
  });
}

/** Notes that a tracker answers again; an outage that was told is closed in the log. */
export async function noteReached(deps: Dependencies, tracker: string): Promise<void> {
  const standing = (await deps.register.breaker(tracker)) as Outage | undefined;
  if (!standing) return;
  await deps.register.write(async (tx) => {
    await tx.setBreaker(tracker, undefined);
    const body = { tracker, since: standing.since };
    if (standing.told)
      await tx.append([{ stream: 'engine', kind: 'tracker-back', actor: 'engine', at: deps.clock(), body }]);
  });
}

async function noticesOf(deps: Dependencies, tracker: string, outage: Outage, now: Instant): Promise<NewEffect[]> {
  const org = await loadOrganisation(deps.register, now);
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
        notBefore: now,
      };
      return { key, record: ENGINE_RECORD, tracker: channel, kind: 'notice', priority: priority.escalation, body };
    });
}
