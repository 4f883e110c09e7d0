import { documentedId, documentedStream } from '../event.ts';
import { type Organisation, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { riskOwners } from '../risk/owner.ts';
import type { RiskEvents } from '../risk/state.ts';
import type { Instant } from '../time.ts';
import { amount } from '../wording/phrases.ts';
import { standsInFor } from './authority/levels.ts';
import { type Invariant, invariant, type Life } from './life.ts';

/**
 * Nobody accepted a risk that is not theirs (6.1.3 f): each acceptance is by whoever owned the risk then, or by their delegate with that
 * power; above the criteria with somebody else's approval and an end.
 */
export function nobodyAcceptedAnothersRisk({ events, org }: Life): Invariant {
  const faults: string[] = [];
  const owners = new Map<string, Owned[]>();
  let looked = 0;
  for (const { stream, kind, body, at } of events) {
    if (!stream.startsWith(documentedStream('risk', ''))) continue;
    const id = documentedId(stream);
    const owned = owners.get(id) ?? [];
    if (typeof body.owner === 'string') owners.set(id, [...owned, { by: body.owner, from: at }]);
    if (kind !== 'risk-accepted') continue;
    looked++;
    const accepted = body as unknown as RiskEvents['risk-accepted'];
    // What waited for management is recorded after that, perhaps under another owner, as of the day on which it was accepted.
    const owner = owned.findLast(({ from }) => from <= at)?.by ?? '';
    const ruling = { allowed: riskOwners(owner, org), barred: [], power: 'risk' as const };
    if (!standsInFor(org, ruling, accepted.by, at)) faults.push(`${id} of ${owner}: accepted by ${accepted.by}`);
    if (accepted.level <= accepted.limit) continue;
    if (!accepted.approved || !accepted.expires)
      faults.push(`${id}: accepted above the criteria without approval or end`);
    else if (isTheirOwn(org, accepted.approved.by, [accepted.by, owner, owned.at(-1)?.by ?? owner]))
      faults.push(`${id}: ${accepted.approved.by} approved what is theirs, or what they accepted`);
  }
  return invariant('nobody accepted a risk that is not theirs', amount(looked, 'acceptance'), faults);
}

interface Owned {
  by: PersonId;
  from: Instant;
}

/** Whoever accepts or owns a risk approves no concession for it, as long as anybody else of top management is there to do so. */
function isTheirOwn(org: Organisation, approver: PersonId, own: PersonId[]): boolean {
  return own.includes(approver) && topManagement(org).some((person) => !own.includes(person));
}
