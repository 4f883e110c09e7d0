import type { Tx } from '../register/register.ts';
import type { Proved } from '../register/restore.ts';
import { type Instant, plusMs } from '../rules/time.ts';
import { restoredNotice } from '../rules/wording/restored.ts';
import { toLeads } from './lead-notice.ts';
import { currentProgramme, organisationOf } from './organisation.ts';

/** A head of the chain that was noted outside. */
export interface Witnessed {
  sequence: number;
  hash: string;
}

/** The head that was noted outside is not of the backup's chain. */
export class Contradicted extends Error {
  override readonly name = 'Contradicted';
}

/** What is known to be lost, and what the backup holds. */
export interface DeclaredGap {
  /** The backup's instant. */
  from: Instant;
  until: Instant;
  /** Events that are known to be lost: what was noted outside is so many events ahead of the backup; 0 if nothing ahead of it was noted. */
  lost: number;
  /** The organisation's; absent where no programme was in force. */
  zone?: string;
}

/**
 * Compares a backup with a head that was noted outside, if one was.
 * @returns how many events that head is ahead of the backup.
 * @throws Contradicted if the backup has another event in that place: one of the two is not of this register, or was changed.
 */
export async function compareWitnessed(backup: Proved, witnessed: Witnessed | undefined): Promise<number> {
  if (!witnessed) return 0;
  const { sequence, hash } = witnessed;
  if (sequence > backup.sequence) return sequence - backup.sequence;
  const found = await backup.hashAt(sequence);
  if (found === hash) return 0;
  throw new Contradicted(
    `event ${sequence} of the backup has the hash ${found ?? 'of no event'}, but ${hash} was noted: this backup is of another register, ` +
      'or one of the two was changed. Nothing was restored. Try another backup, and keep this one as evidence.',
  );
}

/**
 * Declares the gap in the transaction that fills the register: what was decided and delivered between the backup and now is unknown. Every
 * open record is woken, and the leads are told once.
 */
export async function declareGap(
  tx: Tx,
  backup: Proved,
  { file, witnessed, actor }: { file: string; witnessed: Witnessed | undefined; actor: string },
  now: Instant,
): Promise<DeclaredGap> {
  const { sequence, hash, at: from } = backup;
  const lost = await compareWitnessed(backup, witnessed);
  const body = {
    file,
    backup: { sequence, hash },
    ...(witnessed && { witnessed: { ...witnessed } }),
    from,
    until: now,
  };
  await tx.append([{ stream: 'engine', kind: 'restored', actor, at: now, body }]);
  // Long overdue, so that the first round of the planner wakes them.
  for (const { table, key } of await tx.openRecords()) await tx.hint(table, key, { wake_at: plusMs(from, -1) });
  const current = await currentProgramme(tx);
  if (current) {
    const org = await organisationOf(tx, current.programme, now);
    await tx.addEffects(toLeads(org, `restored:${now}`, restoredNotice(current.programme.zone, from, now), now));
  }
  return { from, until: now, lost, ...(current && { zone: current.programme.zone }) };
}
