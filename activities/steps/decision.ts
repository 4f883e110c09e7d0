import type { Row } from '../../register/records.ts';
import type { Tx } from '../../register/register.ts';
import type { Effect } from '../../rules/effect.ts';
import { type Organisation, personById } from '../../rules/organisation.ts';
import type { Seen } from '../../rules/task/seen.ts';
import type { Decision } from '../../rules/turn.ts';
import { CONTACT, DIGEST } from '../delivery/lanes.ts';
import type { Dependencies } from '../dependencies.ts';
import { outboxRow } from '../outbox-row.ts';
import { streamOf } from '../records.ts';
import type { Sight } from './fetch-files.ts';

/**
 * Writes a decision in one transaction: events and the files that they name, projection, outbox rows, when to wake.
 * @param sight what it was taken on. @param also what else belongs into it.
 * @throws StreamConflict if the record moved on meanwhile: read and decide anew.
 */
export async function writeDecision(
  deps: Dependencies,
  row: Row,
  { events, effects, wakeAt, ended }: Decision,
  org: Organisation,
  { seen: { reading }, sealed }: Sight<Pick<Seen, 'reading'>>,
  also: (tx: Tx) => Promise<void> = async () => {},
): Promise<void> {
  const tracker = String(row.columns.tracker);
  await deps.register.write(async (tx) => {
    await tx.expect(streamOf(row.table, row.key), row.streamVersion);
    if (events.length > 0) await tx.append(events, sealed);
    // What was meant for the deleted ticket would stand before the successor's opening for ever.
    if (events.some((e) => e.kind === 'replaced')) await tx.cancelEffects(row.key, { tracker });
    await tx.addEffects(effects.map((e) => outboxRow(e, row.key, laneOf(e, tracker, org))));
    await also(tx);
    await tx.hint(row.table, row.key, {
      ...(reading && 'asOf' in reading && { read_at: reading.asOf }),
      ...(reading && 'updated' in reading && { seen_through: reading.updated }),
      wake_at: ended ? null : wakeAt,
    });
  });
}

function laneOf(effect: Effect, tracker: string, org: Organisation): string {
  if (effect.kind !== 'notice') return tracker;
  if (effect.digest) return DIGEST;
  return effect.gathered ? CONTACT : (personById(org, effect.to)?.channel ?? 'mail');
}
