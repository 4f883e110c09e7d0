import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const WORKFLOWS = join(ROOT, 'workflows');

/**
 * The workflows' code as Temporal runs it. To bundle it takes as long as all else at a worker's start together, so it is kept where Node keeps what
 * it compiled, under a name made of all that went into it.
 * @param entry exports the workflows; it may import what lies beside it and what lies in `workflows/`.
 * @param folder where it is kept; without one it is bundled each time.
 */
export async function workflowCode(
  entry = join(WORKFLOWS, 'index.ts'),
  folder = process.env.NODE_COMPILE_CACHE,
): Promise<{ code: string }> {
  const file = folder && join(folder, `workflows-${madeOf(entry)}.js`);
  const kept = file && textOf(file);
  if (kept) return { code: kept };
  const { code } = await bundleWorkflowCode({ workflowsPath: entry, logger: new DefaultLogger('WARN') });
  if (file) keep(file, code);
  return { code };
}

/** Places stand in the bundle, too. */
function madeOf(entry: string): string {
  const hash = createHash('sha256').update(entry);
  const sources = [...new Set([WORKFLOWS, dirname(entry)])].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .map((name) => join(folder, name)),
  );
  for (const source of [join(ROOT, 'package-lock.json'), ...sources])
    hash.update(`\0${source}\0`).update(readFileSync(source));
  return hash.digest('hex').slice(0, 32);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whole or not at all; a service may run a checkout that it cannot write, and then goes without. */
function keep(file: string, code: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, code);
    renameSync(draft, file);
  } catch {
    return;
  }
}
