import { isMoot } from '../../rules/moot.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadTicketed } from '../records.ts';
import { noticeIn } from './digest.ts';
import { unblock } from './sent.ts';

/** A notice as it waits in the outbox, or as it was leased from there. */
interface Waiting {
  key: string;
  record: string;
  body: unknown;
}

/** Drops the chases for what has come meanwhile: nobody is told of them. @returns those that stand. */
export async function withoutMoot<W extends Waiting>({ register, clock }: Dependencies, effects: W[]): Promise<W[]> {
  const standing: W[] = [];
  const moot: W[] = [];
  for (const effect of effects) {
    const { chase } = noticeIn(effect);
    const record = chase && (await loadTicketed(register, effect.record));
    (chase && record && isMoot(chase, record.row.state) ? moot : standing).push(effect);
  }
  if (moot.length > 0)
    await register.write(async (tx) => {
      for (const { key, record } of moot) {
        await tx.finishEffect(key, { moot: true });
        await unblock(tx, await loadTicketed(tx, record), clock());
      }
    });
  return standing;
}
