import { baseAddress } from '../../config/addresses.ts';
import { date } from '../../config/fields.ts';
import { type Asking, answered } from './asking.ts';

const NEVER = 'never';

/** @returns a base address, also where only a host was typed; undefined for anything else. */
export function addressIn(text: string): string | undefined {
  const whole = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
  return baseAddress.safeParse(whole.replace(/\/+$/, '')).data;
}

/** @returns the last day of a token, undefined if it has none. */
export async function lastDay(
  asking: Asking,
  given: string | undefined,
  standing?: string,
): Promise<string | undefined> {
  const today = new Date().toISOString().slice(0, 10);
  const day = await answered(asking, {
    flag: '--expires DATE',
    text: 'Last day on which the token holds, or never (its renewal becomes a duty)',
    given,
    allowed: `a date from ${today} on, such as ${Number(today.slice(0, 4)) + 1}${today.slice(4)}, or never`,
    proposal: standing,
    read(text) {
      if (text.toLowerCase() === NEVER) return NEVER;
      const found = date.safeParse(text).data;
      return found !== undefined && found >= today ? found : undefined;
    },
  });
  return day === NEVER ? undefined : day;
}
