import type { Rebuilt } from '../register/rebuild/rebuild.ts';
import type { Register } from '../register/register.ts';

/** The log itself is damaged: tables folded from it would hide that. Nothing was changed. */
export class LogDamaged extends Error {
  override readonly name = 'LogDamaged';
}

const ofTheLog = /^(event|stream|chain_head|trigger) /;

/**
 * Proves the log, then folds it anew and puts right what differs in the tables.
 * @throws LogDamaged naming the first place; RegisterError.
 */
export async function rebuild(register: Register, actor: string): Promise<Rebuilt> {
  const { breaks } = await register.verify();
  const first = breaks.find((b) => ofTheLog.test(b.where));
  if (!first) return register.rebuild(actor);
  throw new LogDamaged(
    `The log itself is damaged: ${first.where}: found ${first.found}, expected ${first.expected}. Nothing was changed. Restore a backup, and keep this register as evidence.`,
  );
}
