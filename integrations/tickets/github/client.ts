import type { Octokit } from '@octokit/rest';
import { type Instant, instantOf } from '../../../rules/time.ts';
import { TrackerError } from '../errors.ts';
import type { Until } from '../port.ts';
import { errorOf, type Scope, unanswered } from './fault.ts';
import { plain, type Response, reasonOf, responseOf, scrubbed, withoutSecret } from './response.ts';

/** A version that GitHub.com serves until 2028 and that every supported Enterprise Server knows. */
const API_VERSION = '2022-11-28';
const MAX_REDIRECTS = 3;
const DEFAULT_TIMEOUT_MS = 20_000;

/**
 * Asked before each call, so that short-lived tokens work, and once more where GitHub refused one with 401: another one is tried then,
 * the same one is not.
 */
export type TokenSource = (refused?: Refused) => string | Promise<string>;

/** A token that GitHub refused, and when by its clock. */
export interface Refused {
  token: string;
  at: Instant;
}

export interface ClientOptions {
  /** `https://api.github.com`, or `https://HOST/api/v3`. */
  api: string;
  /** An empty token is not sent. */
  token: TokenSource;
  /** The engine's clock, epoch ms. */
  now: () => number;
  /** Of each single call; default 20 s. */
  timeoutMs?: number;
  /** What sends a call; by default the platform's own. */
  fetch?: typeof fetch;
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

interface Question {
  place: string;
  route: string;
  parameters: Record<string, unknown>;
  options: CallOptions;
}

/**
 * @returns a client without retries, throttling or caches: the outbox owns those. Octokit is read in with the first call, for processes that
 * ask GitHub nothing.
 */
export function createClient({ api, token, now, fetch, timeoutMs = DEFAULT_TIMEOUT_MS }: ClientOptions): Client {
  const origin = new URL(api).origin;
  let opened: Promise<Octokit['request']> | undefined;
  const requester = () => {
    opened ??= open(api);
    return opened;
  };

  async function once(route: string, parameters: Record<string, unknown>, options: CallOptions): Promise<Answer> {
    const place = placeOf((await requester()).endpoint(route, parameters));
    const question = { place, route, parameters, options };
    const secret = await tokenFor(place);
    const response = await ask(question, secret);
    const again = response.status === 401 ? await tokenFor(place, refusedAt(response, secret, now)) : secret;
    // Whoever is refused for the token has done nothing yet: that answer leaves no doubt, whatever was to be written.
    return accepted(question, again === secret ? response : await ask(question, again));
  }

  async function ask({ place, route, parameters, options }: Question, secret: string): Promise<Response> {
    const request = {
      redirect: 'manual' as const,
      // A file takes longer than a ticket.
      signal: AbortSignal.timeout(options.raw === true ? 4 * timeoutMs : timeoutMs),
      parseSuccessResponseBody: options.raw !== true,
      ...(fetch && { fetch }),
    };
    const until = options.until?.();
    if (until !== undefined && now() >= Date.parse(until))
      throw unanswered(place, `it was not sent, for that was to be done by ${until}`);
    const authorization = secret === '' ? {} : { authorization: `Bearer ${secret}` };
    const headers = { ...options.headers, ...authorization, 'x-github-api-version': API_VERSION };
    const send = await requester();
    try {
      return plain(await send(route, { ...parameters, headers, request }));
    } catch (error) {
      const failure = responseOf(error);
      if (failure === undefined) throw unanswered(place, scrubbed(reasonOf(error), secret));
      return withoutSecret(failure, secret);
    }
  }

  function accepted({ place, options }: Question, response: Response): Answer {
    if (response.status < 400 && response.status !== 304) return answerOf(response, now);
    const error = errorOf(place, response, options.scope, now());
    if (error.fault.kind === 'rate-limited' || !options.accept?.includes(response.status)) throw error;
    return answerOf(response, now);
  }

  async function tokenFor(place: string, refused?: Refused): Promise<string> {
    try {
      return (await token(refused)).trim();
    } catch (error) {
      if (error instanceof TrackerError) throw error;
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
      const { body, url } = (await requester()).endpoint(route, parameters);
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

async function open(api: string): Promise<Octokit['request']> {
  const { Octokit } = await import('@octokit/rest');
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  return new Octokit({ baseUrl: api.replace(/\/$/, ''), userAgent: 'dutybound', log }).request;
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 307 || status === 308;
}

function placeOf(endpoint: { method: string; url: string }): string {
  return `${endpoint.method} ${new URL(endpoint.url).pathname}`;
}

function refusedAt(response: Response, token: string, now: () => number): Refused {
  return { token, at: answerOf(response, now).at };
}

function answerOf(response: Response, now: () => number): Answer {
  const { date } = response.headers;
  return { ...response, at: date === undefined ? new Date(now()).toISOString() : instantOf(date) };
}
