// node bench/child/bare-intake.ts REDIS: the least that takes a webhook: checks its signature and adds to a queue. Prints its address.
// The secret and the queue's password stand in WEBHOOK_SECRET and REDIS_PASSWORD.
import { createHmac, timingSafeEqual } from 'node:crypto';
import fastify from 'fastify';
import { untilEnded } from '../../cli/until-ended.ts';
import { answerDoorbells } from '../../integrations/webhooks/answer.ts';
import { createDoorbells } from '../../integrations/webhooks/doorbells.ts';

const [redis = ''] = process.argv.slice(2);
const { WEBHOOK_SECRET: secret = '', REDIS_PASSWORD: password = '' } = process.env;
const [host = '', port = ''] = redis.split(':');
const queue = { connection: { host, port: Number(port), password }, prefix: 'bare', log: () => {} };

const doorbells = createDoorbells(queue);
const answering = answerDoorbells({ ...queue, wake: async () => {} });
const app = fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.post('/hooks/github', async (request, reply) => {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const given = String(request.headers['x-hub-signature-256']).slice('sha256='.length);
  const own = createHmac('sha256', secret).update(body).digest();
  if (!timingSafeEqual(Buffer.from(given, 'hex'), own)) return reply.code(401).send();
  await doorbells.ring({ tracker: 'github', id: String(request.headers['x-ticket']) });
  return reply.code(202).send({ rung: 1 });
});
const url = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`Webhooks ${url}.\n`);
await untilEnded();
await app.close();
await answering.close();
await doorbells.close();
