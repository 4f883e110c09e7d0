import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { TrackerError } from '../../errors.ts';
import { type Grant, makeFolder, readGrant, writeGrant } from './kept-grant.ts';
import { type Refreshed, type RefreshOptions, refresh } from './refresh.ts';

const TOKEN_URL = 'https://auth.atlassian.com/oauth/token';
/** A token is renewed before it ends, so that none ends within a call: at most by this, ms, and by a tenth of its life. */
const MARGIN_MS = 120_000;
/** Longer than a refresh may take. */
const LOCK_TRIES = 300;
const LOCK_PAUSE_MS = 100;

export interface TokenSourceOptions extends Omit<RefreshOptions, 'tokenUrl'> {
  /** As the programme has it: good for the first refresh; the file holds the next ones. */
  refreshToken: string;
  /** Where they are kept, in a folder of mode 0700. All processes of an installation on this machine share it. */
  file: string;
  /** Takes a lock on a file without waiting; it ends with the process that holds it. Undefined while another one does. */
  lock: (file: string) => { release(): void } | undefined;
  /** Default: Atlassian's. */
  tokenUrl?: string;
  /** Between looks at a lock that another process holds; default a real pause. */
  wait?: (ms: number) => Promise<unknown>;
}

/**
 * @returns gives an access token that is good for the next call. It is refreshed when its end is near, by one process at a time; the
 * others take what that one wrote down.
 * @throws TrackerError (from what is returned) `unauthorised` if the refresh token is refused or cannot be kept safely,
 * `unreachable` without an answer: the same refresh token is tried again next time, which Atlassian allows for some minutes.
 */
export function createTokenSource(options: TokenSourceOptions): () => Promise<string> {
  const { file, lock, now, wait = pause } = options;
  const asking = { ...options, tokenUrl: options.tokenUrl ?? TOKEN_URL };
  const first = createHash('sha256').update(options.refreshToken).digest('hex');
  /** Refreshed, but not written down, because the disk refused just then. */
  let unsaved: Grant | undefined;

  async function kept(): Promise<Grant | undefined> {
    const grant = unsaved ?? (await readGrant(file));
    return grant?.first === first ? grant : undefined;
  }

  return async () => {
    await makeFolder(file);
    for (let tries = 0; tries < LOCK_TRIES; tries++) {
      const grant = await kept();
      if (grant !== undefined && unsaved === undefined && isFresh(grant, now())) return grant.accessToken;
      const held = lock(`${file}.lock`);
      if (held !== undefined) return locked().finally(() => held.release());
      await wait(LOCK_PAUSE_MS);
    }
    throw new TrackerError(`Jira, OAuth of ${options.id}: another process holds ${file}.lock and does not let go.`, {
      kind: 'unreachable',
    });
  };

  /** Read again: whoever held the lock may have refreshed. */
  async function locked(): Promise<string> {
    const grant = await kept();
    if (unsaved !== undefined) await save(unsaved);
    if (grant !== undefined && isFresh(grant, now())) return grant.accessToken;
    const before = grant ?? { first, refreshToken: options.refreshToken, accessToken: '', from: 0, until: 0 };
    await writeGrant(file, { ...before, asked: before.asked ?? now() });
    const answer = await refresh(asking, before.refreshToken).catch((error: unknown) => refused(error, before));
    const next = granted(before, answer, now());
    await save(next);
    return next.accessToken;
  }

  /** An answer that is a refusal is not lost; one that was lost before explains it. */
  async function refused(error: unknown, before: Grant): Promise<never> {
    if (!(error instanceof TrackerError) || error.fault.kind === 'unreachable') throw error;
    await writeGrant(file, before).catch(() => {});
    if (before.asked === undefined || error.fault.kind !== 'unauthorised') throw error;
    const since = new Date(before.asked).toISOString();
    throw new TrackerError(`${error.message} An answer to a refresh of ${since} was lost.`, error.fault);
  }

  /** A token that was given must not be lost for a full disk: it is kept here until it can be written. */
  async function save(grant: Grant): Promise<void> {
    unsaved = grant;
    await writeGrant(file, grant).then(
      () => {
        unsaved = undefined;
      },
      () => {},
    );
  }
}

function isFresh({ accessToken, from, until }: Grant, now: number): boolean {
  return accessToken !== '' && from <= now && now < until;
}

function granted({ first, refreshToken }: Grant, answer: Refreshed, now: number): Grant {
  const life = answer.expires_in * 1000;
  return {
    first,
    refreshToken: answer.refresh_token ?? refreshToken,
    accessToken: answer.access_token,
    from: now,
    until: now + life - Math.min(MARGIN_MS, life / 10),
  };
}
