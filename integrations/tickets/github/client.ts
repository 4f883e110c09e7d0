import { Octokit } from '@octokit/rest';
import { type Instant, instantOf } from '../../../rules/time.ts';
import type { Until } from '../port.ts';
import { errorOf, type Scope, unanswered } from './fault.ts';

/** A version that GitHub.com serves until 2028 and that every supported Enterprise Server knows. */
const API_VERSION = '2022-11-28';
const MAX_REDIRECTS = 3;
const DEFAULT_TIMEOUT_MS = 20_000;

export interface ClientOptions {
  /** `https://api.github.com`, or `https://HOST/api/v3`. */
  api: string;
  /** Asked before each call, so that short-lived tokens work. */
  token: () => string | Promise<string>;
  /** The engine's clock, epoch ms. */
  now: () => number;
  /** Of each single call; default 20 s. */
  timeoutMs?: number;
}

export interface Answer {
  status: number;
  /** GitHub's clock (`Date`, whole seconds); ours if a proxy removed it. */
  at: Instant;
  headers: Record<string, string | undefined>;
  data: unknown;
}

export interface CallOptions {
  scope: Scope;
  /** Statuses that are an answer here: no error, no redirect to follow. */
  accept?: number[];
  /** Not sent after this instant by our clock. */
  until?: Until | undefined;
  /** Hand the body over as a stream. */
  raw?: boolean;
  /** On top of those that every call carries. */
  headers?: Record<string, string>;
}

export interface Client {
  /**
   * One call, redirects on the same origin followed by repeating it as it was.
   * @throws TrackerError for each answer of 400 and above that is not accepted, and for none (`unreachable`).
   */
  call(route: string, parameters: Record<string, unknown>, options: CallOptions): Promise<Answer>;
  /** All pages of a list, as many calls as `Link` names. */
  pages(route: string, parameters: Record<string, unknown>, options: CallOptions): Promise<unknown[]>;
}

/** @returns a client without retries, throttling or caches: the outbox owns those. */
export function createClient({ api, token, now, timeoutMs = DEFAULT_TIMEOUT_MS }: ClientOptions): Client {
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const octokit = new Octokit({ baseUrl: api.replace(/\/$/, ''), userAgent: 'dutybound', log: silent });
  const origin = new URL(api).origin;

  async function once(route: string, parameters: Record<string, unknown>, options: CallOptions): Promise<Answer> {
    const request = {
      redirect: 'manual' as const,
      // A file takes longer than a ticket.
      signal: AbortSignal.timeout(options.raw === true ? 4 * timeoutMs : timeoutMs),
      parseSuccessResponseBody: options.raw !== true,
    };
    const place = placeOf(octokit.request.endpoint(route, parameters));
    const secret = await tokenFor(place);
    const until = options.until?.();
    if (until !== undefined && now() >= Date.parse(until))
      throw unanswered(place, `it was not sent, for that was to be done by ${until}`);
    const headers = { ...options.headers, authorization: `Bearer ${secret}`, 'x-github-api-version': API_VERSION };
    try {
      return answerOf(await octokit.request(route, { ...parameters, headers, request }), now);
    } catch (error) {
      const failure = responseOf(error);
      if (failure === undefined) throw unanswered(place, scrubbed(reasonOf(error), secret));
      const fault = errorOf(place, withoutSecret(failure, secret), options.scope, now());
      if (fault.fault.kind === 'rate-limited' || !options.accept?.includes(failure.status)) throw fault;
      return answerOf(failure, now);
    }
  }

  async function tokenFor(place: string): Promise<string> {
    try {
      return (await token()).trim();
    } catch (error) {
      throw unanswered(place, `no token: ${reasonOf(error)}`);
    }
  }

  /** The token goes nowhere else. */
  function sameOrigin(address: string, place: string): URL {
    const url = URL.canParse(address, api) ? new URL(address, api) : undefined;
    if (url?.origin === origin) return url;
    throw unanswered(place, `sent on to ${url?.origin ?? 'no address'}, which is not ${origin}`);
  }

  async function call(route: string, parameters: Record<string, unknown>, options: CallOptions): Promise<Answer> {
    let answer = await once(route, parameters, options);
    for (let hop = 0; isRedirect(answer.status) && !options.accept?.includes(answer.status); hop++) {
      const method = route.slice(0, route.indexOf(' '));
      const next = sameOrigin(answer.headers.location ?? '', route);
      if (hop === MAX_REDIRECTS) throw unanswered(route, 'redirected in circles');
      const { body, url } = octokit.request.endpoint(route, parameters);
      if (next.search === '') next.search = new URL(url).search;
      answer = await once(`${method} ${next.href}`, { ...body }, options);
    }
    return answer;
  }

  async function pages(route: string, parameters: Record<string, unknown>, options: CallOptions): Promise<unknown[]> {
    const all: unknown[] = [];
    let answer = await call(route, { per_page: 100, ...parameters }, options);
    for (;;) {
      if (!Array.isArray(answer.data)) throw unanswered(route, 'not a list');
      all.push(...answer.data);
      const next = answer.headers.link?.match(/<([^<>]+)>;\s*rel="next"/)?.[1];
      if (next === undefined) return all;
      answer = await call(`GET ${sameOrigin(next, route).href}`, {}, options);
    }
  }

  return { call, pages };
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 307 || status === 308;
}

function placeOf(endpoint: { method: string; url: string }): string {
  return `${endpoint.method} ${new URL(endpoint.url).pathname}`;
}

interface Response {
  status: number;
  headers: Record<string, string | undefined>;
  data: unknown;
}

function answerOf(response: { status: number; headers: object; data: unknown }, now: () => number): Answer {
  const headers: Record<string, string | undefined> = { ...response.headers };
  const at = headers.date === undefined ? new Date(now()).toISOString() : instantOf(headers.date);
  return { status: response.status, at, headers, data: response.data };
}

/** Octokit reports a cut connection as status 500 without `response`: an unknown outcome, not a server error. */
function responseOf(error: unknown): Response | undefined {
  if (typeof error !== 'object' || error === null || !('response' in error)) return undefined;
  return error.response === undefined ? undefined : (error.response as Response);
}

/** Some proxies repeat a request's headers in their answers. */
function withoutSecret(failure: Response, secret: string): Response {
  return { ...failure, data: JSON.parse(scrubbed(JSON.stringify(failure.data ?? ''), secret)) };
}

function scrubbed(text: string, secret: string): string {
  return secret === '' ? text : text.replaceAll(secret, '***');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
