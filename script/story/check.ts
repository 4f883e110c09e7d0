import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkAll } from './check/all.ts';
import { table } from './check/check.ts';
import { gatherFacts } from './check/gather.ts';

const { values } = parseArgs({
  options: { folder: { type: 'string' }, data: { type: 'string' }, json: { type: 'boolean' } },
});
const folder = resolve(values.folder ?? '.');
const checks = checkAll(await gatherFacts(folder, resolve(values.data ?? join(folder, '.dutybound'))));
process.stdout.write(`${values.json ? JSON.stringify(checks) : table(checks)}\n`);
process.exitCode = checks.every(({ ok }) => ok) ? 0 : 1;
