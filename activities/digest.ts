import type { Lease } from '../register/leases.ts';
import type { Effect } from '../rules/effect.ts';
import { personById } from '../rules/organisation.ts';
import type { Dependencies } from './dependencies.ts';
import { loadOrganisation } from './organisation.ts';

/** Where notices wait that a person gets once a week (contact rule 9). */
export const DIGEST = 'digest';

const MOST = 200;

type Notice = Effect & { kind: 'notice' };

/** Sends everything that waits for the person of this notice as one message. @throws NoticeError. */
export async function sendDigest(deps: Dependencies, lease: Lease): Promise<void> {
  const now = deps.clock();
  const { to } = lease.body as unknown as Notice;
  const waiting = await deps.register.effects({ tracker: DIGEST, states: ['pending'] }, MOST);
  const others = waiting.filter((e) => (e.body as unknown as Notice).to === to && e.notBefore <= now);
  const due = [lease, ...others];
  const org = await loadOrganisation(deps.register, now);
  const person = personById(org, to);
  const notices = due.map((e) => e.body as unknown as Notice);
  const { accepted } = await deps.notices.send({
    key: lease.key,
    channel: person?.channel ?? 'mail',
    to: { name: person?.name ?? to, ...(person?.mail && { mail: person.mail }) },
    subject: `${notices.length === 1 ? '1 thing' : `${notices.length} things`} to know this week; nothing needs you`,
    lines: notices.flatMap((n) => [n.subject, ...n.lines.filter((line) => line !== '')]),
  });
  await deps.register.write(async (tx) => {
    for (const effect of due) {
      if (!(await tx.finishEffect(effect.key, { accepted, digest: lease.key }))) continue;
      const row = await tx.load('task', effect.record);
      const stream = `${row ? 'task' : 'nonconformity'}/${effect.record}`;
      const body = { effect: effect.key, channel: person?.channel ?? 'mail', to: [to] };
      await tx.append([{ stream, kind: 'told', actor: 'engine', at: accepted, body }]);
    }
  });
}
