import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { figureNames } from './figures.ts';
import { type Options, readOptions, usage } from './options.ts';
import { measureAll } from './run.ts';
import { table } from './table.ts';

try {
  const options = readOptions(process.argv.slice(2), figureNames());
  if (options.help) process.stdout.write(`${usage(figureNames())}\n`);
  else process.exitCode = await bench(options);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

async function bench(options: Options): Promise<number> {
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => ending.abort(new Error(`Ended by ${name}.`)));
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const { figures, notes, failures } = await measureAll(options, ending.signal, say);
  process.stdout.write(`${table(figures)}\n\n${notes.map((note) => `${note}\n`).join('')}`);
  if (options.json) writeFileSync(resolve(options.json), `${JSON.stringify({ figures, notes }, null, 2)}\n`);
  for (const failure of failures) say(failure);
  return failures.length === 0 ? 0 : 1;
}
