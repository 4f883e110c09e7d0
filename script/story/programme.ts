import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const EXAMPLE = fileURLToPath(new URL('../../examples/demo.yaml', import.meta.url));
const MARKED = /^(\s*[\w-]+: )(\S+)(\s+# set by script\/demo: ([a-z]+))$/gm;

/** What one run puts in place of the example's marked values. */
export interface Marked {
  api: string;
  smtp: string;
  /** Due instants of the first occurrences. */
  access: string;
  supplier: string;
}

/** @returns the example programme with this run's values. @throws Error if a mark and a value do not match up. */
export function programmeFor(marked: Marked): string {
  const values = new Map(Object.entries(marked));
  const unused = new Set(values.keys());
  const text = readFileSync(EXAMPLE, 'utf8').replace(
    MARKED,
    (_line, key: string, _old: string, mark: string, name: string) => {
      const value = values.get(name);
      if (value === undefined)
        throw new Error(`${EXAMPLE}: mark "${name}" is unknown; allowed are ${[...values.keys()].join(', ')}`);
      unused.delete(name);
      return `${key}${value}${mark}`;
    },
  );
  if (unused.size > 0) throw new Error(`${EXAMPLE}: nothing is marked "${[...unused].join('", "')}"`);
  return text;
}
