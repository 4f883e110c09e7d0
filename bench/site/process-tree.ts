import { readdirSync, readFileSync } from 'node:fs';

const KIB_A_MIB = 1024;

/** @returns what a process and everything that it started hold in memory (resident set size, shared pages counted in each), MiB. */
export function memoryOfTree(root: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(processOf);
  const tree = new Set([root]);
  for (let grown = true; grown; ) {
    const more = all.filter(({ pid, parent }) => tree.has(parent) && !tree.has(pid));
    for (const { pid } of more) tree.add(pid);
    grown = more.length > 0;
  }
  return all.filter(({ pid }) => tree.has(pid)).reduce((sum, { kib }) => sum + kib, 0) / KIB_A_MIB;
}

/** A process may end between the listing and the look at it. */
function processOf(name: string): { pid: number; parent: number; kib: number }[] {
  try {
    const status = readFileSync(`/proc/${name}/status`, 'utf8');
    const field = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return [{ pid: Number(name), parent: field('PPid'), kib: field('VmRSS') }];
  } catch {
    return [];
  }
}
