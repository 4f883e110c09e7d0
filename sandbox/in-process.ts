import type { FastifyInstance, InjectOptions } from 'fastify';

/** Statuses whose answers carry nothing. */
const EMPTY = [101, 204, 205, 304];

/**
 * @returns what answers as `fetch` does that follows no redirect, but without a socket: whoever lives in the same process is spared it.
 * Faults that cut a connection need one.
 */
export function fetchWithin(app: FastifyInstance): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search, host } = new URL(request.url);
    const payload = request.body && Buffer.from(await request.arrayBuffer());
    const answer = await app.inject({
      method: request.method as NonNullable<InjectOptions['method']>,
      url: pathname + search,
      headers: { ...Object.fromEntries(request.headers), host },
      ...(payload && { payload }),
    });
    const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((each): [string, string] => [name, String(each)]),
    );
    const body = EMPTY.includes(answer.statusCode) ? null : new Uint8Array(answer.rawPayload);
    return new Response(body, { status: answer.statusCode, headers });
  };
}
