/** What GitHub answered, of any status. */
export interface Response {
  status: number;
  headers: Record<string, string | undefined>;
  data: unknown;
}

/** @returns of Octokit's answer what is used here. */
export function plain({ status, headers, data }: { status: number; headers: object; data: unknown }): Response {
  return { status, headers: { ...headers }, data };
}

/**
 * Octokit throws for each answer of 400 and above. It reports a cut connection as status 500 without `response`: an unknown outcome,
 * not a server error.
 * @returns the answer that an error of Octokit's carries, undefined if there was none.
 */
export function responseOf(error: unknown): Response | undefined {
  if (typeof error !== 'object' || error === null || !('response' in error)) return undefined;
  return error.response === undefined ? undefined : (error.response as Response);
}

/** @returns the answer without the secret: some proxies repeat a request's headers in theirs. */
export function withoutSecret(response: Response, secret: string): Response {
  return { ...response, data: JSON.parse(scrubbed(JSON.stringify(response.data ?? ''), secret)) };
}

/** @returns the text with `***` in the secret's place. */
export function scrubbed(text: string, secret: string): string {
  return secret === '' ? text : text.replaceAll(secret, '***');
}

/** @returns what an error says. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
