import fastify, { type FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';
import type { Part } from './readiness.ts';

export interface OpsRoutes {
  metrics: Pick<Metrics, 'registry'>;
  /** Brings the gauges up to date. */
  refresh: () => Promise<void>;
  ready: () => Promise<Part[]>;
}

/**
 * What the operator's tools ask: `/healthz` (200 while the process runs), `/readyz` (200 if all it relies on is in order, else 503, each
 * part with the next step), `/metrics` (Prometheus). Does not listen yet.
 */
export function buildOps({ metrics, refresh, ready }: OpsRoutes): FastifyInstance {
  const app = fastify({ forceCloseConnections: true });
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_, reply) => {
    const parts = await ready();
    const ok = parts.every((part) => part.ok);
    return reply.code(ok ? 200 : 503).send({ ready: ok, parts });
  });
  app.get('/metrics', async (_, reply) => {
    await refresh();
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return app;
}
