import type { FastifyInstance, FastifyReply } from 'fastify';
import { isRecord } from '../json.ts';
import { cut, troubleAfter, troubleBefore } from '../trouble.ts';
import type { World } from '../world.ts';
import { lifetime } from './desk.ts';

/** The id of the site within Atlassian. */
export const cloudId = '5a2f5f0e-8a3c-4a51-9a8e-2f6f1d6f3c11';

/** Where the API stands for apps, below the sandbox's address. */
export const gatewayRoot = `/ex/jira/${cloudId}`;

/** Adds what stands at `auth.atlassian.com` and `api.atlassian.com`: trading refresh tokens, and the sites that a token reaches. */
export function addOAuth(app: FastifyInstance, world: World): void {
  const { oauth, faults } = world;
  app.post('/oauth/token', async (request, reply) => {
    const body = isRecord(request.body) ? request.body : {};
    const at = { method: 'POST', path: '/oauth/token' };
    const trouble = await troubleBefore(world, at);
    if (trouble === cut) return hangUp(reply);
    if (trouble) return reply.code(trouble.status).headers(trouble.headers).send({ error: 'server_error' });
    if (!oauth.isApp(body.client_id, body.client_secret))
      return reply.code(401).send({ error: 'access_denied', error_description: 'Unauthorized' });
    if (body.grant_type !== 'refresh_token')
      return reply.code(400).send({ error: 'unsupported_grant_type', error_description: 'Allowed is refresh_token.' });
    const granted = oauth.refresh(body.client_id, body.refresh_token);
    if (!granted)
      return reply.code(403).send({ error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' });
    const after = troubleAfter(faults, at);
    if (after === cut) return hangUp(reply);
    if (after) return reply.code(after.status).send({ error: 'server_error' });
    return reply.send({
      access_token: granted.access,
      refresh_token: granted.refresh,
      expires_in: lifetime,
      token_type: 'Bearer',
      scope: granted.scopes.join(' '),
    });
  });
  app.get('/oauth/token/accessible-resources', (request, reply) => {
    const grant = oauth.holderOf(request.headers.authorization?.replace(/^Bearer /i, '') ?? '');
    if (!grant) return reply.code(401).send({ code: 401, message: 'Unauthorized' });
    const { site } = world.urls;
    const scopes = grant.scopes.filter((scope) => scope !== 'offline_access');
    return reply.send([{ id: cloudId, url: site, name: 'sandbox', scopes, avatarUrl: `${site}/avatar.png` }]);
  });
}

function hangUp(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.socket?.destroy();
  return reply;
}
