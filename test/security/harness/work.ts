// Counts what parsers do with inputs that grow, as a process of its own: V8 counts blocks only in code that it compiles afterwards.
import { Session } from 'node:inspector';
import type { Shape } from './shapes.ts';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** How often each block of each loaded file ran since the last question. It says the same on every machine, which no clock does. */
function blocksRun(): number {
  let count = 0;
  session.post('Profiler.takePreciseCoverage', (_, { result }) => {
    for (const { url, functions } of result)
      if (!url.startsWith('node:'))
        for (const { ranges } of functions) for (const range of ranges) count += range.count;
  });
  return count;
}

const { shapes, parsers } = await import('./shapes.ts');

function workOf(parse: (text: string) => unknown, shape: Shape, size: number): number {
  const text = shape(size);
  blocksRun();
  parse(text);
  return blocksRun();
}

const [only = '', ...rest] = process.argv.slice(2);
const sizes = rest.map(Number);
const wanted = parsers.filter(({ name }) => only.split(',').includes(name));
const found = wanted.flatMap(({ name, of, parse }) =>
  Object.entries(shapes[of]).map(([shape, make]) => ({
    name: `${name}: ${shape}`,
    counts: sizes.map((size) => workOf(parse, make, size)),
  })),
);
process.stdout.write(JSON.stringify(found));
