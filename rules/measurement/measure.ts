import { addressesLast, type Command } from '../commands.ts';
import type { Measure } from '../programme.ts';
import type { Filling, FillingWord, Misread } from '../task/filling-word.ts';
import type { Item } from '../task/state.ts';
import { groupedNumber } from './grouped.ts';
import { isMet, spokenTarget, withUnit } from './target.ts';

/** What `measure` says of a value. */
export interface Measured extends Measure {
  value: number;
  source: string;
  met: boolean;
}

/**
 * `measure VALUE source` (9.1): a number that can be read in one way only, and where it comes from, in any order (contact rule 1); given
 * again, the last one counts.
 */
export const measure: FillingWord = { read };

function read({ text, links }: Command, [item]: Item[]): Filling | Misread {
  const said = valueFirst(addressesLast(text));
  const grouped = groupedNumber(said);
  if (grouped) {
    const { written, readings } = grouped;
    return { wrong: `${written} can be read in more than one way: write ${readings.join(', or ')}` };
  }
  const [, written, , rest = ''] = /^(-?\d+(?:[.,]\d+)?)(\s*%)?(?:\s+([\s\S]*))?$/.exec(said) ?? [];
  if (!item || written === undefined) return { wrong: 'it begins with the value, a number such as 1200 or 1.2' };
  const { target, unit } = item.form as unknown as Measure;
  const source = withoutUnit(rest, unit);
  if (!/[\p{L}\p{N}]/u.test(source)) return { wrong: 'it needs the source: where the value comes from' };
  const value = Number(written.replace(',', '.'));
  const met = isMet(target, value);
  const [url] = links;
  return {
    item: item.id,
    name: `${withUnit(value, unit)} from ${source}; ${met ? 'meets' : 'misses'} the target, ${spokenTarget(target, unit)}`,
    says: { value, source, met, target: { ...target }, ...(unit && { unit }) },
    ...(url && { url }),
  };
}

/** The one number of a text that does not begin with a number is put first, what stands behind it, such as its unit, with it. */
function valueFirst(said: string): string {
  const found = [...said.matchAll(/(?<!\S)-?\d+(?:[.,]\d+)?%?(?![^\s,;.]|[,;.]\S)/g)];
  const [only] = found;
  if (!only || only.index === 0 || found.length > 1) return said;
  const before = said.slice(0, only.index).replace(/[\s,:;]+$/, '');
  const behind = said.slice(only.index + only[0].length).replace(/^[,;.]/, '');
  return `${only[0]} ${addressesLast(`${behind} ${before}`.trim())}`;
}

/** The unit may be typed after the value; `from` before the source. */
function withoutUnit(rest: string, unit: string | undefined): string {
  const bare = unit && rest.toLowerCase().startsWith(`${unit.toLowerCase()} `) ? rest.slice(unit.length) : rest;
  return bare.trim().replace(/^(from|source:?)\s+/i, '');
}
