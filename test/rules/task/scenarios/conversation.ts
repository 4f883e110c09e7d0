import { at } from '../terms.ts';
import * as w from '../world.ts';

/** Who writes what in the ticket. */
export type Comment = [who: string, text: string, parts?: { edited: boolean }];

/** @returns the world in which these were written, one a minute, each read at once. */
export function after(rules: w.Rules, ...said: Comment[]): w.World {
  return goOn(w.run(w.world(rules), at('04-14 10:00')), ...said);
}

export function goOn(s: w.World, ...said: Comment[]): w.World {
  for (const [who, text, parts] of said) {
    w.says(w.run(s, new Date(Date.parse(s.now) + 60_000).toISOString()), who, text, parts ?? {});
    w.step(s);
  }
  return s;
}
