import { setTimeout as pause } from 'node:timers/promises';
import type { Stage } from '../stage/stage.ts';
import { nameOf, type Planned } from './plan.ts';
import { faultOf, type Trouble } from './tracker.ts';

/** What nobody met stays for longer, ms. */
const LONGER_MS = 15_000;
const POLL_MS = 200;

/** What was injected: how often each kind took effect, and what went wrong in doing so. */
export interface Injected {
  counts: Record<string, number>;
  failed: string[];
}

/** Injects a seed's faults, each at its time. Resolves once the last one is over and lifted. */
export async function inject(
  stage: Stage,
  plan: Planned[],
  begin: number,
  signal: AbortSignal,
  tell: (line: string) => void,
): Promise<Injected> {
  const injected: Injected = { counts: {}, failed: [] };
  const count = (name: string, times = 1) => {
    injected.counts[name] = (injected.counts[name] ?? 0) + times;
  };
  // One after the other: what is down cannot be killed.
  let blows = Promise.resolve();
  await Promise.all(
    plan.map(async (planned) => {
      await pause(Math.max(0, begin + planned.at - Date.now()), undefined, { signal });
      if ('clock' in planned) {
        stage.sandbox.clock.advance(planned.clock);
        tell(`the tracker's clock moves by ${planned.clock} ms`);
        return count(nameOf(planned));
      }
      if ('trouble' in planned) return count(planned.trouble, await endure(stage, planned, signal, tell));
      blows = blows.then(async () => {
        tell(`${planned.blow} begins`);
        await stage.blows[planned.blow]?.().then(
          () => count(planned.blow),
          (error) => void injected.failed.push(`${planned.blow}: ${error instanceof Error ? error.message : error}`),
        );
        tell(`${planned.blow} is over`);
      });
      await blows;
    }),
  );
  stage.sandbox.faults.clear();
  return injected;
}

/** @returns how often it was met. */
async function endure(
  { sandbox: { faults } }: Stage,
  { trouble, lasts }: { trouble: Trouble; lasts: number },
  signal: AbortSignal,
  tell: (line: string) => void,
): Promise<number> {
  const id = faults.add(faultOf(trouble));
  tell(`${trouble} begins`);
  const taken = () => faults.list().find((fault) => fault.id === id)?.taken ?? 0;
  await pause(lasts, undefined, { signal });
  for (let waited = 0; taken() === 0 && waited < LONGER_MS; waited += POLL_MS)
    await pause(POLL_MS, undefined, { signal });
  const met = taken();
  faults.lift(id);
  tell(`${trouble} is lifted, met ${met} times`);
  return met;
}
