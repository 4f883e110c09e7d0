// node bench/child/log.ts read|verify|rebuild PATH: goes through the log of a register. Prints {seconds, peak}, peak in MiB.
import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { openRegister } from '../../register/open.ts';
import { projections } from '../../register/projections/all.ts';

const [what = '', path = ''] = process.argv.slice(2);
const ways: Record<string, () => Promise<void>> = { read, verify, rebuild };
const way = ways[what];
if (!way) throw new Error(`found "${what}", allowed: ${Object.keys(ways).join(', ')}`);

const began = performance.now();
await way();
const seconds = (performance.now() - began) / 1000;
process.stdout.write(`${JSON.stringify({ seconds, peak: process.resourceUsage().maxRSS / 1024 })}\n`);

async function read(): Promise<void> {
  const database = new DatabaseSync(path, { readOnly: true });
  for (const row of database.prepare('select * from event order by sequence').iterate())
    createHash('sha256').update(Object.values(row).join('\n')).digest('hex');
  database.close();
}

/** Finds nothing to mend: it only notes in the log that it was done. */
async function rebuild(): Promise<void> {
  const register = await opened();
  const { differing } = await register.rebuild('bench');
  await register.close();
  if (differing.length > 0)
    throw new Error(`the bench's register differs from its log: ${JSON.stringify(differing.slice(0, 5))}`);
}

function opened() {
  return openRegister({ url: `sqlite:${path}`, clock: () => new Date().toISOString(), projections });
}

async function verify(): Promise<void> {
  const register = await opened();
  const { ok, breaks } = await register.verify();
  await register.close();
  if (!ok) throw new Error(`the bench's register is broken: ${JSON.stringify(breaks.slice(0, 5))}`);
}
