import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { TrackerError } from '../../errors.ts';

/** What is kept of a grant between calls, processes, and restarts. Epoch ms throughout. */
const grantShape = z.object({
  /** Digest of the refresh token in the programme: another one there begins anew. */
  first: z.string(),
  /** Good for one refresh. */
  refreshToken: z.string().min(1),
  accessToken: z.string(),
  /** The access token was given at `from` and is renewed from `until` on. */
  from: z.number(),
  until: z.number(),
  /** When a refresh was asked for whose answer was not written down. */
  asked: z.number().optional(),
});
export type Grant = z.infer<typeof grantShape>;

/**
 * @returns undefined if nothing is kept, or what is there is no grant: then the programme's own refresh token is all there is.
 * @throws TrackerError `unauthorised` naming the file and what to do, if it cannot be read.
 */
export async function readGrant(file: string): Promise<Grant | undefined> {
  try {
    const found = grantShape.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return found.success ? found.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === 'ENOENT') return undefined;
    throw new TrackerError(
      `Jira, ${file}: the kept token cannot be read (${codeOf(error)}). It must be a file of this account's own.`,
      { kind: 'unauthorised' },
    );
  }
}

/**
 * Writes the grant so that it is there whole or not at all, also after a crash, and nobody else can read it.
 * @throws TrackerError `unreachable` naming file and reason: nothing is asked of Jira that could not be written down.
 */
export async function writeGrant(file: string, grant: Grant): Promise<void> {
  const next = `${file}.next`;
  try {
    await saved(next, JSON.stringify(grant));
    await rename(next, file);
    await flushed(dirname(file));
  } catch (error) {
    throw new TrackerError(`Jira, ${file}: the token cannot be kept (${codeOf(error)}), so none is asked for.`, {
      kind: 'unreachable',
    });
  }
}

/**
 * Makes the folder for the file (mode 0700).
 * @throws TrackerError `unauthorised` if others than its owner can use it.
 */
export async function makeFolder(file: string): Promise<void> {
  const folder = dirname(file);
  const mode = await mkdir(folder, { recursive: true, mode: 0o700 })
    .then(() => stat(folder))
    .then((found) => found.mode & 0o777)
    .catch((error: unknown) => codeOf(error));
  if (typeof mode === 'number' && (mode & 0o077) === 0) return;
  const found = typeof mode === 'number' ? `has mode ${mode.toString(8)}, but must be 700` : `cannot be made (${mode})`;
  throw new TrackerError(`Jira, ${folder}: the folder for tokens ${found}. Run: chmod 700 ${folder}`, {
    kind: 'unauthorised',
  });
}

async function saved(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    // The mode counts only for a file that is new.
    await handle.chmod(0o600);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function flushed(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}
