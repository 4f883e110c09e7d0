import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The exit code of a check that could not be made here: neither passed nor failed. */
export const NOT_OFFERED = 77;

/** What npm says of known weaknesses, as much of it as is read. */
interface Report {
  vulnerabilities?: Record<
    string,
    { severity: string; range: string; via: (string | { title?: string; url?: string })[] }
  >;
  metadata?: unknown;
  statusCode?: number;
  error?: { code?: string };
}

const GRAVE = ['high', 'critical'];
/** A registry that has no such list, or cannot be reached. */
const ABSENT = [400, 404, 405, 410, 501];

/**
 * @param answer of `npm audit --json`.
 * @returns the grave weaknesses, or why there is no answer to be had.
 */
export function judge(answer: string): { faults: string[] } | { notOffered: string } {
  const report = parsed(answer);
  if (report?.vulnerabilities === undefined || report.metadata === undefined) {
    const status = report?.statusCode;
    if (status !== undefined && !ABSENT.includes(status))
      return { faults: [`the registry answered ${status}: run it again`] };
    return {
      notOffered: status === undefined ? 'the registry cannot be asked' : `not offered by the registry (${status})`,
    };
  }
  const grave = Object.entries(report.vulnerabilities).filter(([, { severity }]) => GRAVE.includes(severity));
  return {
    faults: grave.map(([name, { severity, range, via }]) => {
      const why = via.flatMap((v) => (typeof v === 'string' ? [v] : [v.title, v.url])).filter(Boolean);
      return `${name} ${range}: ${severity} (${why.join(' ')}). Update it, or replace what needs it.`;
    }),
  };
}

function parsed(answer: string): Report | undefined {
  try {
    return JSON.parse(answer) as Report;
  } catch {
    return undefined;
  }
}

/** npm lies beside the pinned Node. */
function npm(): string {
  const places = ['../lib/node_modules/npm/bin/npm-cli.js', 'node_modules/npm/bin/npm-cli.js'];
  return places.map((place) => join(dirname(process.execPath), place)).find(existsSync) ?? 'npm-cli.js';
}

function main(): void {
  const args = [npm(), 'audit', '--omit=dev', '--json', '--package-lock-only', '--loglevel=silent'];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
  const judgement = judge(stdout);
  if ('notOffered' in judgement) {
    process.stdout.write(`${judgement.notOffered}\n`);
    process.exitCode = NOT_OFFERED;
    return;
  }
  for (const fault of judgement.faults) process.stdout.write(`${fault}\n`);
  process.exitCode = judgement.faults.length === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
