import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pages } from './pages.ts';

const FOLDER = fileURLToPath(new URL('../../docs/reference/', import.meta.url));

// script/node script/reference/main.ts: writes the pages of docs/reference/ that are made from source.
mkdirSync(FOLDER, { recursive: true });
for (const { file, text } of pages()) {
  writeFileSync(`${FOLDER}${file}`, text);
  process.stdout.write(`docs/reference/${file}\n`);
}
