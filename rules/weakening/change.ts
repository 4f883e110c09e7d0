import { fingerprint } from '../fingerprint.ts';
import type { Span } from '../time.ts';
import { ruleSpoken } from '../wording/recurrence.ts';

/** One difference between two programmes. */
export interface Change {
  /** Where it stands, list items by id: `duties.access-review.every`. */
  path: string;
  duty?: string;
  kind: 'added' | 'changed' | 'removed';
  /** The difference in words: `every 6 months -> 3 months`. */
  what: string;
  before: string;
  after: string;
  /** Something is asked more rarely, later, of fewer, or with less proof than before (domain, section 3). */
  weaker: boolean;
  /**
   * It needs a purpose and top management; until then the old value is in effect. Each weaker change, and changes of
   * authority.
   */
  pending: boolean;
}

/** How a change weighs. */
export type Weight = 'plain' | 'weaker' | 'authority';

/** A change, with the keys that lead to its value. */
export interface Difference extends Change {
  keys: string[];
}

/** @returns the difference at `keys`, or nothing where both values are the same. */
export function difference(
  keys: string[],
  before: unknown,
  after: unknown,
  weight: Weight = 'plain',
  label = keys.at(-1) ?? '',
): Difference[] {
  if (fingerprint(before) === fingerprint(after)) return [];
  const [root, id] = keys;
  return [
    {
      keys,
      path: keys.join('.'),
      ...(root === 'duties' && id !== undefined && { duty: id }),
      kind: kindOf(before, after),
      what: wording(label, before, after),
      before: shown(before),
      after: shown(after),
      weaker: weight === 'weaker',
      pending: weight !== 'plain',
    },
  ];
}

/** @returns `weaker` if so, else `plain`. */
export function weakerIf(weaker: boolean): Weight {
  return weaker ? 'weaker' : 'plain';
}

/** How a recurrence rule is shown: as the file has it. */
const written = (rule: string) => `RRULE:${rule}`;

/** @returns the value in the words of a preview: `6 months`, `sam, mara`, `yes`; `none` where it is not set. */
export function shown(value: unknown, rule: (rule: string) => string = written): string {
  const shownIn = (part: unknown) => shown(part, rule);
  if (value === undefined) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(shownIn).join(', ');
  if (isSpan(value)) return spanWords(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if ('is' in value && 'than' in value) return `${value.is} ${value.than}`;
  if ('rule' in value) return rule(String(value.rule));
  if ('each' in value) return phaseWords(value, shownIn);
  if ('title' in value) return String(value.title);
  if ('id' in value) return String(value.id);
  return Object.entries(value)
    .map(([key, part]) => `${key} ${shownIn(part)}`)
    .join(', ');
}

/** @returns the difference at `keys` without its values: they may hold a password. */
export function hiddenDifference(keys: string[], before: unknown, after: unknown): Difference[] {
  const hidden = { before: 'not shown', after: 'not shown', what: `${keys.join('.')} changed` };
  return difference(keys, before, after).map((found) => ({ ...found, ...hidden }));
}

function wording(label: string, before: unknown, after: unknown): string {
  const kind = kindOf(before, after);
  const [old, now] = [before, after].map((value) => shown(value, (rule) => `every ${ruleSpoken(rule)}`));
  if (old === now) return `${label} changed: ${shown(after)}`;
  if (kind === 'changed') return `${old?.startsWith(`${label} `) ? '' : `${label} `}${old} -> ${now}`;
  return `${label} ${kind}: ${kind === 'added' ? now : old}`;
}

function kindOf(before: unknown, after: unknown): Change['kind'] {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}

function phaseWords(phase: { each: unknown; until?: unknown }, shownIn: (part: unknown) => string): string {
  return phase.until === undefined ? shownIn(phase.each) : `${shownIn(phase.each)} until ${phase.until}`;
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'unit' in value && 'n' in value;
}

function spanWords({ unit, n }: Span): string {
  if (unit !== 'ms') return counted(n, unit.replace('-', ' '));
  const [length, word] = EXACT.find(([ms]) => n % ms === 0) ?? [1, 'ms'];
  return word === 'ms' ? `${n} ms` : counted(n / length, word);
}

/** Of an exact span the largest that it is a whole number of. */
const EXACT: [ms: number, word: string][] = [
  [3_600_000, 'hours'],
  [60_000, 'minutes'],
  [1_000, 'seconds'],
];

function counted(n: number, units: string): string {
  return `${n} ${Math.abs(n) === 1 ? units.slice(0, -1) : units}`;
}
