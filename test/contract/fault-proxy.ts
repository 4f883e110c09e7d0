import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Faults } from './bench.ts';

/** A proxy that counts the engine's calls and spoils them as told; people go past it. */
export interface FaultProxy {
  url: string;
  faults: Faults;
  writes(): number;
  calls(): number;
  close(): Promise<void>;
}

const healthy = { lost: false, lag: false, labels: false, down: false, token: false, limit: false, forbidden: '' };

/** Starts a proxy on 127.0.0.1 in front of a GitHub API at `upstream`; lists have at most `pageSize` entries a page. */
export async function startFaultProxy(upstream: string, pageSize: number): Promise<FaultProxy> {
  const state = { ...healthy };
  const count = { writes: 0, calls: 0 };

  const set = (change: Partial<typeof healthy>) => () => {
    Object.assign(state, change);
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET' } = request;
    const url = (request.url ?? '/').replace(/per_page=\d+/, `per_page=${pageSize}`);
    const isWrite = method !== 'GET';
    const body = await bytesOf(request);
    count.calls += 1;
    if (state.down) return drop(request);
    if (state.token) return answer(response, 401, { message: 'Bad credentials' });
    if (state.forbidden && url.split('?')[0]?.concat('/').includes(`${state.forbidden}/`))
      return answer(response, 403, { message: 'Forbidden' });
    if (state.limit) return answer(response, 429, { message: 'Too many requests' }, { 'retry-after': '60' });
    if (state.lag && !isWrite && /\/issues\?/.test(url)) return answer(response, 200, []);
    const real = await fetch(upstream + url, {
      method,
      headers: { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' },
      redirect: 'manual',
      ...(isWrite ? { body: state.labels ? withoutLabels(body) : body.toString() } : {}),
    });
    const text = Buffer.from(await real.arrayBuffer());
    if (isWrite && real.ok) count.writes += 1;
    if (isWrite && state.lost) {
      state.lost = false;
      return drop(request);
    }
    const headers: Record<string, string> = {};
    for (const name of ['content-type', 'link', 'date']) {
      const value = real.headers.get(name);
      if (value !== null) headers[name] = value.replaceAll(upstream, `http://${request.headers.host}`);
    }
    response.writeHead(real.status, headers).end(text);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults: {
      loseNextAnswer: set({ lost: true }),
      lagLists: set({ lag: true }),
      dropLabels: set({ labels: true }),
      down: set({ down: true }),
      refuseToken: set({ token: true }),
      forbid: (ref) => set({ forbidden: new URL(ref.url).pathname })(),
      limit: set({ limit: true }),
      heal: set(healthy),
    },
    writes: () => count.writes,
    calls: () => count.calls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Calls an API as a person of that name, past the proxy. */
export async function callAs(
  base: string,
  login: string,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const response = await fetch(base + path, {
    method,
    headers: { authorization: `Bearer ${login}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path} as ${login}: ${response.status} ${await response.text()}`);
  return response.json();
}

function drop(request: IncomingMessage): void {
  request.socket.destroy();
}

function withoutLabels(body: Buffer): string {
  const { labels: _, ...rest } = JSON.parse(body.toString() || '{}');
  return JSON.stringify(rest);
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
