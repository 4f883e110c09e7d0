import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Instant } from '../../rules/time.ts';
import type { Doorbell, InboundRequest } from '../tickets/port.ts';
import type { Log } from './connection.ts';
import { sparingly } from './sparingly.ts';
import type { DoorbellTicket, Ring } from './ticket-ref.ts';

/** By the tracker's clock; absent where it never happened. */
export interface SeenThrough {
  /** The ticket's `updated` when it was last read. */
  read?: Instant;
  /** When we last wrote into it. */
  written?: Instant;
}

export interface IntakeOptions {
  /** By tracker id, as in the path of its webhook: `/hooks/ID`. */
  adapters: Record<string, { authenticate(request: InboundRequest): Doorbell[] | undefined }>;
  ring: (ticket: Ring) => Promise<void>;
  /** How far the ticket was looked at. */
  seenThrough: (ticket: DoorbellTicket) => Promise<SeenThrough>;
  /** Whether one of these labels tells of an event at that tracker; without it none does. */
  tells?: (tracker: string, labels: string[]) => Promise<boolean>;
  /** Told what became of each delivery to a known tracker that could be read. */
  delivered?: (tracker: string, what: 'taken' | 'refused') => void;
  log: Log;
  /** Bytes. Default 5 MB: an issue's text and a comment's are far smaller, GitHub's own cap is 25 MB. */
  bodyLimit?: number;
  /** For the whole of one request, ms; default 10,000. */
  requestMs?: number;
}

const BODY_LIMIT = 5 * 1024 * 1024;
const REQUEST_MS = 10_000;
/** With the limit of a body this bounds the memory that requests can take; a tracker needs a handful. */
const MOST_CONNECTIONS = 128;
const SAME_LINE_MS = 60_000;

/**
 * Takes webhooks and keeps nothing of them but which ticket to look at. Answers 202 once that is queued (or nothing is to do), 401 if
 * the adapter does not know the sender, 404 for an unknown tracker, 413, 400 if the adapter cannot read it, and 503 if the queue is
 * down, so that the tracker shows the delivery as failed. Does not listen yet.
 */
export function buildIntake(options: IntakeOptions): FastifyInstance {
  const { adapters, ring, delivered, bodyLimit = BODY_LIMIT } = options;
  const log = sparingly(options.log, SAME_LINE_MS);
  const app = fastify({ bodyLimit, ...timeLimits(options.requestMs ?? REQUEST_MS), forceCloseConnections: 'idle' });
  app.server.maxConnections = MOST_CONNECTIONS;
  // Signatures are over the bytes as sent, whatever their type is said to be.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.get('/healthz', async () => ({ ok: true }));

  type Hook = { Params: { tracker: string; '*'?: string } };
  // Before the body: nobody's bytes are kept for nothing.
  const known = async ({ params }: FastifyRequest<Hook>, reply: FastifyReply) => {
    if (!Object.hasOwn(adapters, params.tracker)) return reply.code(404).send({ error: 'no such tracker' });
  };
  const take = async (request: FastifyRequest<Hook>, reply: FastifyReply) => {
    const { tracker } = request.params;
    const adapter = Object.hasOwn(adapters, tracker) ? adapters[tracker] : undefined;
    if (!adapter) return reply.code(404).send({ error: 'no such tracker' });

    const doorbells = read(() => adapter.authenticate(inbound(request)));
    if (doorbells === 'unreadable') return reply.code(400).send({ error: 'not readable' });
    if (!doorbells) {
      delivered?.(tracker, 'refused');
      log(
        `webhook of ${tracker} refused: its signature is not ours. Compare the secret there with the one in isms.yaml.`,
        'warn',
      );
      return reply.code(401).send({ error: 'signature does not match' });
    }

    const news: Ring[] = [
      ...(await withoutEchoes(doorbells, options)).map(({ ticket }) => ticket),
      ...(await tellingOf(doorbells, options)),
    ];
    try {
      await Promise.all(news.map(ring));
    } catch (error) {
      log(`webhook of ${tracker} not taken: ${error instanceof Error ? error.message : error}`, 'error');
      return reply.code(503).header('retry-after', '60').send({ error: 'queue is down' });
    }
    delivered?.(tracker, 'taken');
    return reply.code(202).send({ rung: news.length });
  };
  app.post<Hook>('/hooks/:tracker', { onRequest: known }, take);
  app.post<Hook>('/hooks/:tracker/*', { onRequest: known }, take);
  return app;
}

/** Node looks at its connections each half minute unless told, and lets headers come for a minute. */
function timeLimits(ms: number) {
  const http = { requestTimeout: ms, headersTimeout: ms, connectionsCheckingInterval: Math.ceil(ms / 5) };
  return { requestTimeout: ms, http };
}

function read(authenticate: () => Doorbell[] | undefined): Doorbell[] | undefined | 'unreadable' {
  try {
    return authenticate();
  } catch {
    return 'unreadable';
  }
}

function inbound(request: FastifyRequest<{ Params: { '*'?: string } }>): InboundRequest {
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  return { path: request.params['*'] ?? '', headers: Object.fromEntries(headers), body };
}

/** Drops what the last reading already covered, and what our own writing caused; a person's change is never dropped for our own. */
async function withoutEchoes(doorbells: Doorbell[], { seenThrough, log }: IntakeOptions): Promise<Doorbell[]> {
  const judged = await Promise.all(
    doorbells.map(async (doorbell) => {
      const { ticket } = doorbell;
      const seen = await seenThrough(ticket).catch((error: unknown): SeenThrough => {
        log(`echoes of ${ticket.tracker} ${ticket.id} cannot be told, so it is read: ${error}`, 'warn');
        return {};
      });
      return isEcho(doorbell, seen) ? [] : [doorbell];
    }),
  );
  return judged.flat();
}

/** A label is no echo of a reading, which looks at our own tickets alone. What cannot be said now is looked at. */
async function tellingOf(doorbells: Doorbell[], { tells, log }: IntakeOptions): Promise<Ring[]> {
  const judged = doorbells.map(async ({ ticket, own, labels = [] }): Promise<Ring[]> => {
    if (own || labels.length === 0 || !tells) return [];
    const telling = await tells(ticket.tracker, labels).catch((error: unknown) => {
      log(`labels of ${ticket.tracker} cannot be told apart, so they are looked at: ${error}`, 'warn');
      return true;
    });
    return telling ? [{ ...ticket, labelled: true }] : [];
  });
  return (await Promise.all(judged)).flat();
}

function isEcho({ updated, own }: Doorbell, { read, written }: SeenThrough): boolean {
  if (read !== undefined && (updated < read || (own && updated === read))) return true;
  return own && written !== undefined && updated <= written;
}
