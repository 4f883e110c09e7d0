import { at } from '../terms.ts';
import * as w from '../world.ts';

/** Sam asks for an extension. */
export function asked(
  rules: w.Rules,
  when = '04-14 10:00',
  options: Parameters<typeof w.world>[1] = {},
  to = '04-23',
): w.World {
  const s = w.run(w.world(rules, options), at(when));
  w.says(s, 'sam', `/extend 2027-${to} because the export job is broken`);
  w.step(s);
  return s;
}

/** Somebody answers, a minute later. */
export function answers(s: w.World, who: string, text: string): w.World {
  w.says(w.run(s, new Date(Date.parse(s.now) + 60_000).toISOString()), who, text);
  w.step(s);
  return s;
}
