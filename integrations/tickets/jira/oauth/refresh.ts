import { z } from 'zod';
import { type Instant, plusMs } from '../../../../rules/time.ts';
import { TrackerError, type TrackerFault } from '../../errors.ts';

const DEFAULT_TIMEOUT_MS = 20_000;
/** Where a limit names no time. */
const LIMIT_WAIT_MS = 60_000;
/** What Atlassian says where its own answer does not ("OAuth 2.0 (3LO) apps"). */
const LIFE_S = 3_600;

/** What a refresh is asked with. */
export interface RefreshOptions {
  /** Id of the tracker in the programme. */
  id: string;
  clientId: string;
  clientSecret: string;
  tokenUrl: string;
  /** The engine's clock, epoch ms. */
  now: () => number;
  /** Of the call; default 20 s. */
  timeoutMs?: number;
}

const answerShape = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive().default(LIFE_S),
});
export type Refreshed = z.infer<typeof answerShape>;
const errorShape = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) });

/**
 * Exchanges a refresh token for an access token and the next refresh token; the one that is sent is used up by that.
 * @throws TrackerError `unauthorised` if it is refused, `unreachable` if there is no usable answer, whether it was used up or not.
 */
export async function refresh(options: RefreshOptions, refreshToken: string): Promise<Refreshed> {
  const { id, clientId, clientSecret, tokenUrl, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const place = `Jira, OAuth of ${id} at ${new URL(tokenUrl).host}`;
  const grant = { grant_type: 'refresh_token', client_id: clientId, client_secret: clientSecret };
  const { status, data, after } = await asked(place, tokenUrl, timeoutMs, { ...grant, refresh_token: refreshToken });
  const found = answerShape.safeParse(data);
  if (status === 200 && found.success) return found.data;
  if (status === 200) throw unanswered(place, 'no token in its answer');
  const said = errorShape.safeParse(data).data?.error;
  throw new TrackerError(
    `${place}: ${status} ${said ?? ''}`.trimEnd() + adviceFor(status, said),
    faultOf(status, after, options.now()),
  );
}

/** Nothing that was sent or answered gets into an error: both hold secrets. */
async function asked(place: string, url: string, timeoutMs: number, body: Record<string, string>) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    return { status: response.status, data: jsonIn(text), after: response.headers.get('retry-after') ?? '' };
  } catch (error) {
    throw unanswered(place, reasonOf(error));
  }
}

function adviceFor(status: number, said: string | undefined): string {
  if (!isRefusal(status)) return '';
  if (said === 'invalid_grant' || said === undefined)
    return '. The refresh token is used up, expired, or withdrawn: authorise the app again, and put the new one where isms.yaml points. Each installation needs its own.';
  return '. Compare the client id and the client secret with those of the app in the developer console.';
}

function faultOf(status: number, after: string, now: number): TrackerFault {
  if (status === 429) return { kind: 'rate-limited', until: limitedUntil(after, now) };
  return { kind: isRefusal(status) ? 'unauthorised' : 'unreachable' };
}

function isRefusal(status: number): boolean {
  return status === 400 || status === 401 || status === 403;
}

function limitedUntil(after: string, now: number): Instant {
  const clock = new Date(now).toISOString();
  return plusMs(clock, /^\d{1,6}$/.test(after) ? Number(after) * 1000 : LIMIT_WAIT_MS);
}

function unanswered(place: string, reason: string): TrackerError {
  return new TrackerError(`${place}: no answer (${reason})`, { kind: 'unreachable' });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const cause = 'cause' in error ? error.cause : undefined;
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code);
  return 'name' in error ? String(error.name) : 'unknown';
}
