import type { Call } from './call.ts';
import { Refusal } from './refusal.ts';

/** The `since` of the query, epoch ms; whole seconds, like every instant in the API. 422 if it is no instant. */
export function sinceOf(call: Call): number {
  const text = call.query.get('since');
  if (text === null) return Number.NEGATIVE_INFINITY;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Refusal(422, `Invalid since parameter: ${text}; allowed is YYYY-MM-DDTHH:MM:SSZ`);
  return Math.floor(at / 1000) * 1000;
}

/** Whether that instant (epoch ms) is not before `since`, compared in whole seconds. */
export function notBefore(at: number, since: number): boolean {
  return Math.floor(at / 1000) * 1000 >= since;
}
