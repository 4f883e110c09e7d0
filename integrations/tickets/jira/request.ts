import type { SendRequestOptions } from 'jira.js/core';

/** @returns what `fetch` needs for one call of the library; the library's own transport is not used (decision 033). */
export function requestOf(
  base: string,
  { url, method = 'GET', searchParams = {}, body, headers }: SendRequestOptions,
  authorization: string | undefined,
): { url: string; init: RequestInit } {
  const query = Object.entries(searchParams).flatMap(([name, value]) => pairsOf(name, value));
  const search = query.length === 0 ? '' : `?${new URLSearchParams(query)}`;
  const common = {
    accept: 'application/json',
    'user-agent': 'dutybound',
    ...(authorization === undefined ? {} : { authorization }),
    ...headers,
  };
  const init: RequestInit =
    method === 'GET'
      ? { method, headers: common }
      : { method, headers: { ...common, 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) };
  return { url: `${base.replace(/\/+$/, '')}${url}${search}`, init };
}

/** @returns the reason that a failed `fetch` hides below its own message. */
export function reasonOf(error: unknown): string {
  const [name, message] = [wordOf(error, 'name'), wordOf(error, 'message')];
  if (name === 'TimeoutError') return 'timed out';
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? wordOf(error.cause, 'message') : '';
  return [message || 'unknown', cause].filter((each) => each !== '').join(': ');
}

function wordOf(error: unknown, property: 'name' | 'message'): string {
  const found = typeof error === 'object' && error !== null ? Object(error)[property] : '';
  return typeof found === 'string' ? found : '';
}

function pairsOf(name: string, value: unknown): [string, string][] {
  if (value === undefined || value === null) return [];
  // Jira takes a list of names apart at the comma.
  return [[name, Array.isArray(value) ? value.join(',') : String(value)]];
}
