import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Route } from './call.ts';
import { etag, standingHeaders } from './headers.ts';
import { notFound } from './refusal.ts';
import { routes } from './routes/all.ts';
import { type Reached, serve } from './serve.ts';
import { cut } from './trouble.ts';
import type { World } from './world.ts';

/** Where the API stands below the sandbox's address, as on GitHub Enterprise Server. */
export const apiRoot = '/api/v3';

const unknownRoute: Omit<Route, 'method'> = {
  path: '*',
  handle() {
    throw notFound();
  },
};

/** Adds GitHub's API to the server. */
export function addGithubApi(app: FastifyInstance, world: World): void {
  app.register(
    async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 1_048_576 }, (_request, body, done) =>
        done(null, body),
      );
      for (const route of routes) mount(scope, world, route);
      scope.all('/*', (request, reply) => answer(world, { ...unknownRoute, method: 'GET' }, request, reply));
    },
    { prefix: apiRoot },
  );
}

function mount(scope: FastifyInstance, world: World, route: Route): void {
  scope.route({
    method: route.method,
    url: route.path,
    handler: (request, reply) => answer(world, route, request, reply),
  });
}

async function answer(world: World, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const reached = await serve(world, route, request);
  if (reached === cut) {
    reply.hijack();
    request.raw.socket.destroy();
    return;
  }
  const now = world.store.now();
  reply.headers(standingHeaders(world.meter.allowance(reached.person, now), now));
  write(reached, request, reply);
}

function write({ answer: { status, body, headers } }: Reached, request: FastifyRequest, reply: FastifyReply): void {
  const payload = body instanceof Uint8Array ? Buffer.from(body) : body === undefined ? '' : JSON.stringify(body);
  if (request.method === 'GET' && status === 200) {
    const tag = etag(payload);
    reply.header('etag', tag).header('cache-control', 'private, max-age=60, s-maxage=60');
    if (request.headers['if-none-match'] === tag) {
      reply.code(304).send();
      return;
    }
  }
  const type = body instanceof Uint8Array ? 'application/vnd.github.raw+json' : 'application/json; charset=utf-8';
  if (payload.length > 0) reply.header('content-type', type);
  reply
    .code(status)
    .headers(headers ?? {})
    .send(payload);
}
