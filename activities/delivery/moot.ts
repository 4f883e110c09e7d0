import { isMoot } from '../../rules/moot.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadTicketed } from '../records.ts';
import { noticeIn } from './digest.ts';
import { dropNotices } from './sent.ts';

/** A notice as it waits in the outbox, or as it was leased from there. */
interface Waiting {
  key: string;
  record: string;
  body: unknown;
}

/** Drops the chases for what has come meanwhile: nobody is told of them. @returns those that stand. */
export async function withoutMoot<W extends Waiting>(deps: Dependencies, effects: W[]): Promise<W[]> {
  const standing: W[] = [];
  const moot: W[] = [];
  for (const effect of effects) ((await hasCome(deps, effect)) ? moot : standing).push(effect);
  await dropNotices(deps, moot);
  return standing;
}

async function hasCome({ register }: Dependencies, effect: Waiting): Promise<boolean> {
  const { chase } = noticeIn(effect);
  return chase !== undefined && isMoot(chase, (await loadTicketed(register, effect.record)).row.state);
}
