import { documentedId, documentedStream } from '../event.ts';
import { riskOwners } from '../risk/owner.ts';
import type { RiskEvents } from '../risk/state.ts';
import { amount } from '../wording/phrases.ts';
import { standsInFor } from './authority/levels.ts';
import { type Invariant, invariant, type Life } from './life.ts';

/**
 * Nobody accepted a risk that is not theirs (6.1.3 f): each acceptance is by whoever owned the risk then, or by their delegate with that
 * power; above the criteria with somebody else's approval and an end.
 */
export function nobodyAcceptedAnothersRisk({ events, org }: Life): Invariant {
  const faults: string[] = [];
  const owners = new Map<string, string>();
  let looked = 0;
  for (const { stream, kind, body, at } of events) {
    if (!stream.startsWith(documentedStream('risk', ''))) continue;
    const id = documentedId(stream);
    if (typeof body.owner === 'string') owners.set(id, body.owner);
    if (kind !== 'risk-accepted') continue;
    looked++;
    const accepted = body as unknown as RiskEvents['risk-accepted'];
    const owner = owners.get(id) ?? '';
    const ruling = { allowed: riskOwners(owner, org), barred: [], power: 'risk' as const };
    if (!standsInFor(org, ruling, accepted.by, at)) faults.push(`${id} of ${owner}: accepted by ${accepted.by}`);
    if (accepted.level <= accepted.limit) continue;
    if (!accepted.approved || !accepted.expires)
      faults.push(`${id}: accepted above the criteria without approval or end`);
  }
  return invariant('nobody accepted a risk that is not theirs', amount(looked, 'acceptance'), faults);
}
