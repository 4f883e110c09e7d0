import { createHash } from 'node:crypto';
import type { Lease } from '../../register/leases.ts';
import type { Effect } from '../../rules/effect.ts';
import { personById } from '../../rules/organisation.ts';
import type { Instant } from '../../rules/time.ts';
import { type DigestItem, dayDigest, weekDigest } from '../../rules/wording/digest.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadOrganisation } from '../organisation.ts';
import { DIGEST } from './lanes.ts';
import { dropNotices, tellAccepted } from './sent.ts';

/** A notice as it stands in the outbox. */
export type Notice = Effect & { kind: 'notice' };

/** @returns the notice that an effect of the outbox holds. */
export function noticeIn(effect: { body: unknown }): Notice {
  return effect.body as Notice;
}

/**
 * Sends what was leased for one person as one message, and records on each record that the person was told. The message's key follows
 * from what is in it: repeated, it is recognised; with something added, it is another one. What waits for somebody who left is dropped.
 * @throws NoticeError.
 */
export async function sendTogether(deps: Dependencies, leases: Lease[]): Promise<void> {
  const [one] = leases;
  if (!one) return;
  const { to } = noticeIn(one);
  const org = await loadOrganisation(deps.register, deps.clock());
  const person = personById(org, to);
  if (!person) return dropNotices(deps, leases);
  const channel = person.channel ?? 'mail';
  const hash = createHash('sha256').update(leases.map(({ key }) => key).join('\n'));
  const key = `digest:${hash.digest('hex').slice(0, 24)}`;
  const text =
    one.tracker === DIGEST ? weekDigest(leases.map(noticeIn)) : dayDigest(org, itemsOf(leases), deps.clock());
  const { accepted } = await deps.notices.send({
    key,
    channel,
    to: { name: person.name, ...(person.mail && { mail: person.mail }) },
    ...text,
  });
  await deps.register.write(async (tx) => {
    for (const lease of leases) {
      const first = await tx.finishEffect(lease.key, { accepted, digest: key });
      if (first) await tellAccepted(tx, lease, { channel, to, accepted }, deps.clock());
    }
  });
}

/** One line for each ticket: of several chases the last says how it stands now. */
function itemsOf(leases: Lease[]): DigestItem[] {
  const byRecord = new Map<string, DigestItem>();
  for (const lease of leases) {
    const { chase, subject, lines } = noticeIn(lease);
    if (chase) byRecord.set(lease.record, chase);
    else byRecord.set(lease.key, { news: [subject, ...lines.filter((line) => line !== '')].join('. ') });
  }
  return [...byRecord.values()];
}

/** When somebody heard of something, as the outbox keeps it. */
export interface HeardAt {
  accepted: Instant;
  /** The message that held several, if it did. */
  digest?: string;
}
