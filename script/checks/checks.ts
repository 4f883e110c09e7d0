import { spawnSync } from 'node:child_process';
import { NOT_OFFERED } from './audit.ts';
import type { Count } from './suites.ts';

/** Each is one check in the count: the name, and what `node` runs. */
const checks: [name: string, args: string[]][] = [
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']],
  ['style', ['node_modules/@biomejs/biome/bin/biome', 'ci', '.']],
  [
    'boundaries',
    ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.cjs', ...rooms()],
  ],
  ['dead code', ['node_modules/knip/bin/knip.js']],
  ['pins', ['script/checks/pins.ts']],
  ['licences', ['script/checks/licences.ts']],
  ['known weaknesses', ['script/checks/audit.ts']],
];

function rooms(): string[] {
  return [
    'rules',
    'config',
    'register',
    'integrations',
    'activities',
    'workflows',
    'workers',
    'cli',
    'sandbox',
    'bench',
  ];
}

/** Runs the checks one after the other, each with its own words if it fails. One that cannot be made here counts as neither. */
export async function runChecks(): Promise<Count> {
  const count: Count = { passed: 0, failed: 0 };
  for (const [name, args] of checks) {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status === NOT_OFFERED) {
      process.stdout.write(`– ${name}: ${stdout.trim()}; not counted\n`);
      continue;
    }
    if (status === 0) count.passed++;
    else count.failed++;
    process.stdout.write(`${status === 0 ? '✓' : '✗'} ${name}\n`);
    if (status !== 0) process.stdout.write(`${stdout}${stderr}\n`);
  }
  return count;
}
