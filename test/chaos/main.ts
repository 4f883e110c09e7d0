import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Options, readOptions, usage } from './options.ts';
import { run } from './run.ts';

const print = (line: string) => void process.stdout.write(`${line}\n`);

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) print(usage);
  else process.exitCode = await chaos(options);
} catch (error) {
  print(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function chaos({ seeds, duties, json }: Options): Promise<number> {
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => ending.abort(new Error(`Ended by ${name}.`)));
  const { ok, seeds: played, faults, missing } = await run({ seeds, duties, signal: ending.signal, print });
  const counts = Object.entries(faults).map(([name, times]) => `${name} ${times}`);
  print(`took effect: ${counts.join(', ')}`);
  if (missing.length > 0) print(`never took effect: ${missing.join(', ')}`);
  print(`${played.filter((seed) => seed.ok).length} of ${played.length} seeds hold`);
  if (json) writeFileSync(resolve(json), `${JSON.stringify({ ok, seeds: played, faults, missing }, null, 2)}\n`);
  return ok ? 0 : 1;
}
