import { readFileSync } from 'node:fs';

/** @returns the version of dutybound, as its package says. */
export function versionOf(): string {
  const file = new URL('../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
