import { type Figure, judged, type Measured } from './figure.ts';
import { measurements } from './figures.ts';
import type { Options } from './options.ts';
import { beginRun, type Measurement, type Run } from './stage.ts';

/** What a run found. */
export interface Result {
  figures: Figure[];
  /** What one has to know to read the figures. */
  notes: string[];
  /** What could not be measured, and why. */
  failures: string[];
}

const LIMITS =
  "The tracker is the sandbox, and its write limits are raised: GitHub's own (80 a minute, 500 an hour) would be all that is measured.";

/** Measures one after the other; one that fails leaves the others be. @throws whatever `signal` was aborted with. */
export async function measureAll(
  { only, scale }: Pick<Options, 'only' | 'scale'>,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<Result> {
  const chosen = measurements.filter(({ names }) => only.length === 0 || names.some((name) => only.includes(name)));
  const wanted = ({ name }: Measured) =>
    only.length === 0 || only.some((asked) => name === asked || name.startsWith(`${asked}-`));
  const notes = [LIMITS, ...(scale === 1 ? [] : [`At ${scale} of the full sizes: nothing is judged.`])];
  const result: Result = { figures: [], notes, failures: [] };
  const run = beginRun(scale, signal, say);
  try {
    for (const measurement of chosen) {
      const found = await attempt(run, measurement, say);
      signal.throwIfAborted();
      if (typeof found === 'string') result.failures.push(found);
      else result.figures.push(...found.filter(wanted).map((measured) => judged(measured, scale)));
    }
  } finally {
    run.end();
  }
  return result;
}

/** @returns what was measured, or why nothing was. */
async function attempt(run: Run, { names, measure }: Measurement, say: (line: string) => void) {
  const name = names.join(', ');
  const began = performance.now();
  say(`${name}:`);
  const stage = run.stage();
  try {
    return await measure(stage);
  } catch (error) {
    return `${name} could not be measured: ${error instanceof Error ? error.message : error}`;
  } finally {
    await stage.end();
    say(`  took ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
}
