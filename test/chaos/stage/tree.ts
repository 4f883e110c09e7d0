import { readdirSync, readFileSync } from 'node:fs';

/** @returns the processes that a process started, and theirs, as far as they still hang on it. */
export function descendants(pid: number): number[] {
  const parents = new Map(processes().map((each) => [each, parentOf(each)]));
  const found: number[] = [];
  for (let fresh = [pid]; fresh.length > 0; ) {
    fresh = [...parents].flatMap(([child, parent]) => (parent !== undefined && fresh.includes(parent) ? [child] : []));
    found.push(...fresh);
  }
  return found;
}

/** @returns those that still run; one that has ended and waits to be collected does not. */
export function alive(pids: number[]): number[] {
  return pids.filter((pid) => parentOf(pid) !== undefined);
}

/** @returns the first of a process's descendants whose command line holds that text, guards of servers left out. */
export function descendantNamed(pid: number, text: string): number | undefined {
  return descendants(pid).find((each) => commandOf(each).includes(text) && !commandOf(each).includes('guard.ts'));
}

function processes(): number[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
}

function parentOf(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === undefined || state === '' || state === 'Z' ? undefined : Number(parent);
}

function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
