/** What a measured value should be: `>= 95`, `<= 14`, `= 0`. */
export interface Target {
  is: '>=' | '<=' | '=';
  than: number;
}

/** @returns the target that a text states, undefined if it states none. */
export function readTarget(text: string): Target | undefined {
  const [, is, than] = /^(>=|<=|=)\s*(-?\d{1,12}(?:\.\d{1,6})?)$/.exec(text.trim()) ?? [];
  if (than === undefined || (is !== '>=' && is !== '<=' && is !== '=')) return undefined;
  return { is, than: Number(than) };
}

/** @returns whether a value meets its target (6.2; 9.1). */
export function isMet({ is, than }: Target, value: number): boolean {
  if (is === '=') return value === than;
  return is === '>=' ? value >= than : value <= than;
}

/** @returns `at least 95 %`, `at most 14 days`, `exactly 0`. */
export function spokenTarget({ is, than }: Target, unit: string | undefined): string {
  const size = { '>=': 'at least', '<=': 'at most', '=': 'exactly' }[is];
  return `${size} ${withUnit(than, unit)}`;
}

/** @returns `97 %`. */
export function withUnit(value: number, unit: string | undefined): string {
  return unit ? `${value} ${unit}` : String(value);
}
