import type { Finding } from './finding.ts';

/** Longest look at one thing, ms: each call within has a shorter time-out of its own. */
export const LOOK_MS = 30_000;

/** What is looked at, and for how long at most. */
export interface Look {
  name: string;
  place?: string;
  /** Default 30 s. */
  ms?: number;
  /** `apply` does not rely on it. */
  operational?: true;
}

/**
 * Looks at one thing. Whatever goes wrong, or takes too long, is a finding of its own and hides no other; never throws.
 * @param work is told by the signal when nobody waits for it any more.
 */
export async function look<T>(
  { name, place, ms = LOOK_MS, operational }: Look,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | { failed: Finding }> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work(ending.signal), late]);
  } catch (error) {
    const found = `could not be looked at: ${error instanceof Error ? error.message : String(error)}`;
    const failed: Finding = { name, level: 'problem', what: 'failed-look', found, fix: 'mend that, then look again' };
    return { failed: { ...failed, ...(place && { place }), ...(operational && { operational }) } };
  } finally {
    clearTimeout(timer);
    ending.abort();
  }
}

/** The same for a look that yields findings. */
export async function findingsOf(of: Look, work: (signal: AbortSignal) => Promise<Finding[]>): Promise<Finding[]> {
  const found = await look(of, work);
  return 'failed' in found ? [found.failed] : found;
}
