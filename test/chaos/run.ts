import { allNames } from './faults/plan.ts';
import { playSeed, type SeedResult } from './seed.ts';
import type { Style } from './stage/stage.ts';

/** Over so many seeds each kind of fault has to take effect. */
const ALL_KINDS_FROM = 20;
/** Which seed is laid out how. */
const ROTA: readonly [Style, ...Style[]] = ['apart', 'together', 'postgres', 'restored', 'apart', 'postgres'];

export interface RunOptions {
  seeds: number[];
  duties: number;
  signal: AbortSignal;
  print(line: string): void;
}

export interface RunResult {
  ok: boolean;
  seeds: Omit<SeedResult, 'tale'>[];
  /** How often each kind of fault took effect, over all seeds. */
  faults: Record<string, number>;
  /** Kinds that never did, where there were enough seeds for all. */
  missing: string[];
}

/** @returns how a seed is laid out, and how many of that layout come before it. */
export function styleOf(seed: number): { style: Style; turn: number } {
  const at = (n: number) => ROTA[((n % ROTA.length) + ROTA.length) % ROTA.length] ?? ROTA[0];
  const style = at(seed - 1);
  const turn = Array.from({ length: seed - 1 }, (_, i) => at(i)).filter((each) => each === style).length;
  return { style, turn };
}

/** Plays seeds one after the other. @throws what `signal` was aborted with. */
export async function run({ seeds, duties, signal, print }: RunOptions): Promise<RunResult> {
  const results: Omit<SeedResult, 'tale'>[] = [];
  const faults: Record<string, number> = Object.fromEntries(allNames().map((name) => [name, 0]));
  for (const seed of seeds) {
    const { tale, ...result } = await playSeed({ seed, ...styleOf(seed), duties, signal });
    results.push(result);
    for (const [name, times] of Object.entries(result.faults)) faults[name] = (faults[name] ?? 0) + times;
    print(line(result));
    if (!result.ok) print(failure(result, tale));
  }
  const missing = seeds.length < ALL_KINDS_FROM ? [] : Object.keys(faults).filter((name) => faults[name] === 0);
  const ok = missing.length === 0 && results.every((result) => result.ok);
  return { ok, seeds: results, faults, missing };
}

function line({ seed, style, ok, seconds, faults, stepped }: Omit<SeedResult, 'tale'>): string {
  const met = Object.entries(faults).flatMap(([name, times]) =>
    times > 0 ? [times > 1 ? `${name} ×${times}` : name] : [],
  );
  const again = stepped
    ? `${stepped.overdue} overdue stepped again after ${stepped.rounds} rounds, ${stepped.seconds.toFixed(1)} s`
    : '';
  return `${ok ? '✓' : '✗'} seed ${seed} (${style}, ${seconds.toFixed(0)} s): ${met.join(', ')}; ${again}`;
}

function failure({ seed, lost, doubled, wrong }: Omit<SeedResult, 'tale'>, tale: string[]): string {
  const list = (name: string, items: string[]) =>
    items.length === 0 ? [] : [`${name}:`, ...items.map((item) => `  ${item}`)];
  return [
    ...list('lost', lost),
    ...list('doubled', doubled),
    ...list('wrong', wrong),
    `plan and what happened; again: script/chaos --seed ${seed}; its log stands in .cache/chaos/seed-${seed}`,
    ...tale.map((each) => `  ${each}`),
  ].join('\n');
}
