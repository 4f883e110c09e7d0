import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Faults } from '../faults/faults.ts';
import type { Mailbox } from './mailbox.ts';

const message = z.object({ text: z.string().min(1) });

/** Adds `POST /chat/{channel}`, which takes `{text}` like an incoming webhook. `now` gives epoch ms. */
export function addChat(app: FastifyInstance, mailbox: Mailbox, faults: Faults, now: () => number): void {
  app.post<{ Params: { channel: string } }>('/chat/:channel', (request, reply) => {
    const { channel } = request.params;
    const fault = faults.take('chat-refused', { path: channel });
    if (fault) return reply.code(fault.status ?? 503).send('unavailable');
    const parsed = message.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send('invalid_payload: allowed is {"text": "…"}');
    mailbox.addChat({ at: now(), channel, text: parsed.data.text });
    return reply.type('text/plain').send('ok');
  });
}
