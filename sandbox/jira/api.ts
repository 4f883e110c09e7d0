import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { acceptForms } from '../page/form.ts';
import type { Route } from './call.ts';
import type { Door } from './caller.ts';
import { addMedia } from './media.ts';
import { addOAuth, gatewayRoot } from './oauth/routes.ts';
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

/** Adds Jira's API to the server, behind both its doors, and what belongs to it. */
export function addJiraApi(app: FastifyInstance, world: World): void {
  addMedia(app, world.site, [siteRoot, gatewayRoot]);
  addOAuth(app, world);
  for (const [door, root] of [['site', siteRoot] as const, ['gateway', gatewayRoot] as const])
    app.register(async (scope) => addRoutes(scope, world, door), { prefix: `${root}/rest/api/3` });
}

function addRoutes(scope: FastifyInstance, world: World, door: Door): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: 2_097_152 }, (_request, body, done) =>
    done(null, body),
  );
  acceptForms(scope);
  scope.setErrorHandler<FastifyError>((error, _request, reply) => {
    if ((error.statusCode ?? 500) >= 500) throw error;
    return reply.code(error.statusCode ?? 400).send({ errorMessages: [error.message], errors: {} });
  });
  for (const route of routes)
    scope.route({
      method: route.method,
      url: route.path,
      handler: (request, reply) => answer(world, route, door, request, reply),
    });
  scope.all('/*', (request, reply) => answer(world, unknownRoute, door, request, reply));
}

async function answer(
  world: World,
  route: Route,
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const reached = await serve(world, route, request, door);
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
