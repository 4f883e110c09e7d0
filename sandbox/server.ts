import Fastify, { type FastifyInstance } from 'fastify';
import { addControl } from './control/routes.ts';
import { addGithubApi, apiRoot } from './github/api.ts';
import { addAppPages, isOpenToOtherSites } from './github/app/pages.ts';
import { addJiraApi } from './jira/api.ts';
import { addChat } from './messages/chat.ts';
import { addPages } from './page/routes.ts';
import type { Rooms } from './rooms.ts';
import { fullName } from './store/store.ts';

/** Builds the server with API, pages, chat and control; nothing listens yet. */
export function buildServer(rooms: Rooms): FastifyInstance {
  const { world, mailbox } = rooms;
  const app = Fastify({
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
    rewriteUrl: (request) => withRepositoryName(rooms, request.url ?? '/'),
  });
  app.addHook('onRequest', async (request, reply) => {
    if (!isLocal(request.headers.host)) return reply.code(403).send('Only 127.0.0.1 and localhost are served here.');
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${request.headers.host}` && !isOpenToOtherSites(request.url)) {
      return reply.code(403).send('Requests from other sites are refused.');
    }
  });
  addGithubApi(app, world);
  addJiraApi(app, rooms.jira);
  addChat(app, mailbox, world.faults, world.store.now);
  addControl(app, rooms);
  addAppPages(app, world);
  addPages(app, rooms);
  return app;
}

function isLocal(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '');
}

/** GitHub also answers `/repositories/{id}/…`, and its own links use it. */
function withRepositoryName({ world }: Rooms, url: string): string {
  const match = new RegExp(`^${apiRoot}/repositories/(\\d+)(.*)$`).exec(url);
  const repository = world.store.repositories.find((each) => each.id === Number(match?.[1]));
  return match && repository ? `${apiRoot}/repos/${fullName(repository)}${match[2]}` : url;
}
