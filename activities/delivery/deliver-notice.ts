import type { Lease } from '../../register/leases.ts';
import { personById } from '../../rules/organisation.ts';
import type { Instant } from '../../rules/time.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadOrganisation } from '../organisation.ts';
import { type Notice, noticeIn, sendTogether } from './digest.ts';
import { CONTACT, DIGEST } from './lanes.ts';
import { withoutMoot } from './moot.ts';
import { dropNotices, tellAccepted } from './sent.ts';

const MOST_WEEKLY = 10_000;

/**
 * Leases what goes out with a leased notice: everything else that waits for the week's message of the person.
 * @param now, leaseMs as the notice itself was leased, so that all of them run out at once.
 * @returns the notice, and after it the others.
 */
export async function withWeekly(deps: Dependencies, lease: Lease, now: Instant, leaseMs: number): Promise<Lease[]> {
  if (lease.tracker !== DIGEST) return [lease];
  const waiting = await deps.register.effects({ tracker: DIGEST, states: ['pending', 'leased'] }, MOST_WEEKLY);
  const keys = waiting.filter((e) => noticeIn(e).to === noticeIn(lease).to).map((e) => e.key);
  const request = { tracker: DIGEST, keys, owner: lease.owner, leaseMs, limit: MOST_WEEKLY, now };
  // The register leases what is free and due, and leaves what is for another week.
  return [lease, ...(await deps.register.leaseEffects(request))];
}

/** Sends the week's message of a person, without what has come meanwhile. @throws NoticeError. */
export async function sendWeekly(deps: Dependencies, leases: Lease[]): Promise<void> {
  await sendTogether(deps, await withoutMoot(deps, leases));
}

/** Sends a leased notice by itself, and records that the person was told; one for somebody who left is dropped. @throws NoticeError. */
export async function deliverNotice(deps: Dependencies, lease: Lease, effect: Notice): Promise<void> {
  const org = await loadOrganisation(deps.register, deps.clock());
  const person = personById(org, effect.to);
  if (!person) return dropNotices(deps, [lease]);
  const channel = lease.tracker === CONTACT ? (person.channel ?? 'mail') : lease.tracker === 'chat' ? 'chat' : 'mail';
  const { accepted } = await deps.notices.send({
    key: lease.key,
    channel,
    to: { name: person.name, ...(person.mail && { mail: person.mail }) },
    subject: effect.subject,
    lines: effect.lines.filter((line) => line !== ''),
  });
  await deps.register.write(async (tx) => {
    const first = await tx.finishEffect(lease.key, { accepted });
    if (first) await tellAccepted(tx, lease, { channel, to: effect.to, accepted }, deps.clock());
  });
}
