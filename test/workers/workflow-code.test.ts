import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { workflowCode } from '../../workers/workflow-code.ts';

const CACHE = fileURLToPath(new URL('../../.cache/', import.meta.url));
mkdirSync(CACHE, { recursive: true });
/** In the checkout, so that its packages are found. */
const home = mkdtempSync(join(CACHE, 'workflow-code-'));
const kept = join(home, 'kept');
const entry = join(home, 'workflows.ts');
const says = (word: string) => writeFileSync(entry, `export async function greet() { return '${word}'; }\n`);
afterAll(() => rmSync(home, { recursive: true }));

describe('the workflows’ code', () => {
  it('is bundled once, and read by whoever starts later', async () => {
    says('good morning');
    const { code } = await workflowCode(entry, kept);
    expect(code).toContain('good morning');
    const [file = '', ...more] = readdirSync(kept);
    expect([more, readFileSync(join(kept, file), 'utf8')]).toEqual([[], code]);
    writeFileSync(join(kept, file), 'what lies there');
    expect(await workflowCode(entry, kept)).toEqual({ code: 'what lies there' });
  }, 60_000);

  it('is bundled anew for every other source', async () => {
    says('good evening');
    expect((await workflowCode(entry, kept)).code).toContain('good evening');
    expect(readdirSync(kept)).toHaveLength(2);
  }, 60_000);

  it('is bundled, and kept nowhere, where nothing can be written', async () => {
    const blocked = join(entry, 'below-a-file');
    expect((await workflowCode(entry, blocked)).code).toContain('good evening');
    expect(readdirSync(kept)).toHaveLength(2);
  }, 60_000);
});
