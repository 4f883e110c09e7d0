import type { Client as JiraClient, SendRequestOptions } from 'jira.js/core';
import { type Instant, instantOf } from '../../../rules/time.ts';
import { TrackerError } from '../errors.ts';
import type { Until } from '../port.ts';
import { capped } from './bytes.ts';
import { errorOf, type Scope, unanswered } from './fault.ts';
import type { JiraAuth } from './options.ts';
import { reasonOf, requestOf } from './request.ts';

const DEFAULT_TIMEOUT_MS = 20_000;
/** No answer but a file's is larger: a page of full issues has some hundred kilobytes. */
const MAX_ANSWER_BYTES = 25 * 1024 * 1024;

export interface ClientOptions {
  site: string;
  auth: JiraAuth;
  /** The engine's clock, epoch ms. */
  now: () => number;
  /** Of each single call; default 20 s. */
  timeoutMs?: number;
  strict?: boolean;
}

export interface Answer {
  status: number;
  /** Jira's clock (`Date`, whole seconds); ours if a proxy removed it. */
  at: Instant;
  headers: Headers;
  data: unknown;
}

export interface CallOptions {
  scope: Scope;
  /** Statuses of 300 and above that are an answer here. */
  accept?: number[];
  /** Hand the body over as bytes, undefined where they are more than 25 MB. */
  raw?: boolean;
  /** Asked right before it is sent; after that it is not sent any more. */
  until?: Until | undefined;
  /** Without the account's credentials, at the site itself. */
  anonymous?: boolean;
}

type Library = typeof import('jira.js/cloud');

export interface Client {
  /**
   * One call of the library through a transport of our own; see decision 033. It is read in with the first call: processes that ask
   * no Jira need not wait for its fifteen hundred files.
   * @throws TrackerError for each answer of 300 and above that is not accepted, and for none (`unreachable`).
   */
  call(ask: (library: Library, jira: JiraClient) => Promise<unknown>, options: CallOptions): Promise<Answer>;
}

/** @returns a client without retries, redirects or caches: the outbox owns retries, and the token goes nowhere else. */
export function createClient({ site, auth, now, timeoutMs = DEFAULT_TIMEOUT_MS, strict }: ClientOptions): Client {
  async function once(asked: SendRequestOptions, options: CallOptions): Promise<Answer> {
    const place = `${asked.method ?? 'GET'} ${asked.url}`;
    const secrets = options.anonymous ? [] : await credentials(place);
    const until = options.until?.();
    if (until !== undefined && now() >= Date.parse(until))
      throw unanswered(place, `it was not sent, for that was to be done by ${until}`);
    const base = options.anonymous || !('api' in auth) ? site : auth.api;
    const { url, init } = requestOf(base, asked, secrets[0]);
    // A file takes longer than a ticket.
    const signal = AbortSignal.timeout(options.raw === true ? 4 * timeoutMs : timeoutMs);
    try {
      const response = await fetch(url, { ...init, redirect: 'manual', signal });
      const { status, headers } = response;
      const at = instantOf(headers.get('date') ?? new Date(now()).toISOString());
      const bytes = await capped(response.body, MAX_ANSWER_BYTES);
      if (options.raw === true && response.ok) return { status, at, headers, data: bytes };
      const text = scrubbed(bytes?.toString('utf8') ?? '', secrets);
      return { status, at, headers, data: dataOf(text, headers, response.ok, place) };
    } catch (error) {
      throw unanswered(place, scrubbed(reasonOf(error), secrets));
    }
  }

  /** The header's value first; then whatever in it must not be shown. */
  async function credentials(place: string): Promise<[string, ...string[]]> {
    if ('mail' in auth) {
      const pair = Buffer.from(`${auth.mail}:${auth.token.trim()}`).toString('base64');
      return [`Basic ${pair}`, pair, auth.token.trim()];
    }
    try {
      const token = ('token' in auth ? auth.token : await auth.getToken()).trim();
      return [`Bearer ${token}`, token];
    } catch (error) {
      if (error instanceof TrackerError) throw error;
      throw unanswered(place, `no token: ${reasonOf(error)}`);
    }
  }

  /** Jira answers a call that it cannot serve with HTML now and then, and so does whatever stands before it. */
  async function answered(asked: SendRequestOptions, options: CallOptions): Promise<Answer> {
    const place = `${asked.method ?? 'GET'} ${asked.url}`;
    const answer = await once(asked, options);
    if (options.accept?.includes(answer.status)) return answer;
    if (answer.status >= 400) throw errorOf(place, answer, options.scope, now());
    if (answer.status < 300) return options.raw === true ? answer : { ...answer, data: checked(asked, answer.data) };
    throw unanswered(place, `sent on to ${originOf(answer.headers.get('location'))}, which is not followed`);
  }

  function checked({ schema, method, url }: SendRequestOptions, data: unknown): unknown {
    if (!strict || schema === undefined) return data;
    const found = schema.safeParse(data);
    if (found.success) return data;
    throw unanswered(`${method ?? 'GET'} ${url}`, `not as described: ${found.error.message}`);
  }

  return {
    async call(ask, options) {
      let answer: Answer | undefined;
      await ask(await import('jira.js/cloud'), {
        async sendRequest<T>(asked: SendRequestOptions<T>): Promise<T> {
          answer = await answered(asked, options);
          return answer.data as T;
        },
      });
      if (answer === undefined) throw new TypeError('a call that asks nothing');
      return answer;
    },
  };
}

function dataOf(text: string, headers: Headers, ok: boolean, place: string): unknown {
  if (text === '') return undefined;
  if (headers.get('content-type')?.includes('json') === true) return JSON.parse(text);
  if (ok) throw new Error(`${place} gave ${headers.get('content-type') ?? 'no type'} instead of JSON`);
  return undefined;
}

function originOf(location: string | null): string {
  return location !== null && URL.canParse(location) ? new URL(location).origin : 'no address';
}

/** Some proxies repeat a request's headers in their answers. */
function scrubbed(text: string, secrets: string[]): string {
  return secrets.reduce((left, secret) => (secret === '' ? left : left.replaceAll(secret, '***')), text);
}
