import type { Lease } from '../../register/leases.ts';
import type { NewEvent } from '../../rules/event.ts';
import { personById } from '../../rules/organisation.ts';
import type { Instant } from '../../rules/time.ts';
import type { Dependencies } from '../dependencies.ts';
import { ENGINE_RECORD } from '../engine-record.ts';
import { loadOrganisation } from '../organisation.ts';
import { loadTicketed, streamOf } from '../records.ts';
import { type Notice, noticeIn, sendTogether } from './digest.ts';
import { CONTACT, DIGEST } from './lanes.ts';
import { withoutMoot } from './moot.ts';

const MOST_WEEKLY = 10_000;
/** Longer than handing a message over takes: a repeated one would be sent twice. ms. */
const WEEKLY_LEASE_MS = 60_000;

/** Everything that waits for the week's message of the person goes out with it, but for what has come meanwhile. */
async function sendWeekly(deps: Dependencies, lease: Lease): Promise<void> {
  const now = deps.clock();
  const waiting = await deps.register.effects({ tracker: DIGEST, states: ['pending'], dueBy: now }, MOST_WEEKLY);
  const keys = waiting.filter((e) => noticeIn(e).to === noticeIn(lease).to).map((e) => e.key);
  const request = { tracker: DIGEST, keys, owner: lease.owner, leaseMs: WEEKLY_LEASE_MS, limit: MOST_WEEKLY, now };
  const others = await deps.register.leaseEffects(request);
  await sendTogether(deps, await withoutMoot(deps, [lease, ...others]));
}

/** Sends a leased notice, or the week's message that it belongs to, and records that the person was told. @throws NoticeError. */
export async function deliverNotice(deps: Dependencies, lease: Lease, effect: Notice): Promise<void> {
  return effect.digest ? sendWeekly(deps, lease) : sendNotice(deps, lease, effect);
}

async function sendNotice(deps: Dependencies, lease: Lease, effect: Notice): Promise<void> {
  const org = await loadOrganisation(deps.register, deps.clock());
  const person = personById(org, effect.to);
  const stream = await streamFor(deps, lease.record);
  const channel = lease.tracker === CONTACT ? (person?.channel ?? 'mail') : lease.tracker === 'chat' ? 'chat' : 'mail';
  const { accepted } = await deps.notices.send({
    key: lease.key,
    channel,
    to: { name: person?.name ?? effect.to, ...(person?.mail && { mail: person.mail }) },
    subject: effect.subject,
    lines: effect.lines.filter((line) => line !== ''),
  });
  await deps.register.write(async (tx) => {
    const first = await tx.finishEffect(lease.key, { accepted });
    if (first) await tx.append([toldEvent(stream, { effect: lease.key, channel, to: [effect.to] }, accepted)]);
  });
}

function toldEvent(stream: string, body: { effect: string; channel: string; to: string[] }, at: Instant): NewEvent {
  return { stream, kind: 'told', actor: 'engine', at, body };
}

async function streamFor(deps: Dependencies, record: string): Promise<string> {
  if (record === ENGINE_RECORD) return 'engine';
  const { table, row } = await loadTicketed(deps.register, record);
  return streamOf(table, row.key);
}
