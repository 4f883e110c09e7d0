import type { Tx } from '../register/register.ts';
import { displayOf } from '../rules/keys.ts';

/** @param name of the duty, or of what it belongs to. @returns a display id that no other task has. */
export async function freeDisplay(tx: Tx, name: string, key: string): Promise<string> {
  const taken = new Set<string>();
  for (;;) {
    const display = displayOf(name, key, taken);
    if ((await tx.rows('task', { display }, { limit: 1 })).length === 0) return display;
    taken.add(display);
  }
}
