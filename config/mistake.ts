import type { Path } from './tree.ts';

/** Something in `isms.yaml` that cannot be used. Lines and columns count from 1. `found` and `allowed` are empty where they say nothing. */
export interface Mistake {
  file: string;
  line: number;
  column: number;
  path: string;
  found: string;
  allowed: string;
  message: string;
}

/** A mistake before its line is known. `at: 'key'` points at the key, not at what stands behind it. */
export interface Fault {
  path: Path;
  at: 'key' | 'value';
  /** The last step of the path must not be printed. */
  hidden?: boolean;
  message: string;
  found?: string;
  allowed?: string;
}

/** @returns one line per mistake: `file:line:column path: message (found …; allowed …)`. No secret is in it. */
export function formatMistakes(mistakes: Mistake[]): string {
  return mistakes.map(formatMistake).join('\n');
}

function formatMistake(m: Mistake): string {
  const details = [m.found && `found ${m.found}`, m.allowed && `allowed ${m.allowed}`].filter((part) => part !== '');
  const where = `${m.file}:${m.line}:${m.column}${m.path === '' ? '' : ` ${m.path}`}`;
  return `${where}: ${m.message}${details.length === 0 ? '' : ` (${details.join('; ')})`}`;
}
