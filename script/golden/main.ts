// Records the golden log of a release: script/node script/golden/main.ts NAME
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqlite } from '../../register/dialect/sqlite.ts';
import { leadLife } from '../../test/golden/life.ts';
import { writeGolden } from '../../test/golden/stored.ts';

const [name = ''] = process.argv.slice(2);
if (!/^[\w.-]+$/.test(name)) {
  process.stderr.write(`found "${name}": name the release whose log is recorded, such as 0.2.0\n`);
  process.exit(1);
}
const golden = new URL(`../../test/golden/${name}/`, import.meta.url);
if (existsSync(golden)) {
  process.stderr.write(`test/golden/${name} is there: it stands for what that release wrote. Name another release.\n`);
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'dutybound-golden-'));
try {
  const scene = await leadLife(folder);
  mkdirSync(golden, { recursive: true });
  const db = sqlite(join(folder, 'register.sqlite')).connect('read');
  const { events, bytes } = await writeGolden(db, golden);
  await db.destroy();
  await scene.close();
  process.stdout.write(`test/golden/${name}: ${events} events, ${Math.ceil(bytes / 1000)} kB\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
