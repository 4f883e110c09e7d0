import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { acceptForms } from '../page/form.ts';
import type { Route } from './call.ts';
import { addMedia } from './media.ts';
import { notFound } from './refusal.ts';
import { routes } from './routes/all.ts';
import { serve } from './serve.ts';
import { cut } from './trouble.ts';
import type { World } from './world.ts';

/** Where the site stands below the sandbox's address. */
export const siteRoot = '/jira';

const unknownRoute: Route = {
  method: 'GET',
  path: '*',
  handle() {
    throw notFound('There is no such resource.');
  },
};

/** Adds Jira's API to the server. */
export function addJiraApi(app: FastifyInstance, world: World): void {
  addMedia(app, world.site, siteRoot);
  app.register(
    async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser(
        'application/json',
        { parseAs: 'string', bodyLimit: 2_097_152 },
        (_request, body, done) => done(null, body),
      );
      acceptForms(scope);
      for (const route of routes)
        scope.route({
          method: route.method,
          url: route.path,
          handler: (request, reply) => answer(world, route, request, reply),
        });
      scope.all('/*', (request, reply) => answer(world, unknownRoute, request, reply));
    },
    { prefix: `${siteRoot}/rest/api/3` },
  );
}

async function answer(world: World, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const reached = await serve(world, route, request);
  if (reached === cut) {
    reply.hijack();
    request.raw.socket.destroy();
    return;
  }
  const { status, body, headers } = reached;
  reply
    .code(status)
    .header('date', new Date(world.site.store.now()).toUTCString())
    .headers(headers ?? {});
  if (body instanceof Uint8Array) reply.send(Buffer.from(body));
  else if (body === undefined) reply.send();
  else reply.header('content-type', 'application/json;charset=UTF-8').send(JSON.stringify(body));
}
