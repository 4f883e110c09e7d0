import type { FastifyInstance, FastifyReply } from 'fastify';
import { ZodError } from 'zod';
import { ActRefusal } from '../act/refusal.ts';
import type { Rooms } from '../rooms.ts';
import { controlRooms } from './rooms.ts';

const bodyLimit = 36 * 1024 * 1024;
const statuses = { 'not-found': 404, 'not-allowed': 403, invalid: 422 } as const;

/**
 * Adds the control API: `POST /sandbox/{room}/{verb}` with the arguments as a JSON array.
 * Answers `{result}`, or `{error, kind}` with 400 (arguments), 403, 404 or 422.
 */
export function addControl(app: FastifyInstance, rooms: Rooms): void {
  const control = controlRooms(rooms);
  const run = async (place: { room: string; verb: string }, given: unknown, reply: FastifyReply) => {
    const verbs = Object.hasOwn(control, place.room) ? control[place.room] : undefined;
    const verb = verbs && Object.hasOwn(verbs, place.verb) ? verbs[place.verb] : undefined;
    if (!verb) {
      const allowed = verbs ? Object.keys(verbs) : Object.keys(control);
      return refuse(reply, 404, `/sandbox/${place.room}/${place.verb} is unknown; allowed are ${allowed.join(', ')}`);
    }
    try {
      return reply.send({ result: (await verb(given)) ?? null });
    } catch (error) {
      if (error instanceof ActRefusal) return refuse(reply, statuses[error.kind], error.message, error.kind);
      if (error instanceof ZodError) return refuse(reply, 400, describe(error), 'invalid');
      throw error;
    }
  };
  app.post<{ Params: { room: string; verb: string } }>('/sandbox/:room/:verb', { bodyLimit }, (request, reply) =>
    run(request.params, request.body, reply),
  );
}

function refuse(reply: FastifyReply, status: number, error: string, kind = 'not-found'): FastifyReply {
  return reply.code(status).send({ error, kind });
}

function describe(error: ZodError): string {
  return error.issues.map((issue) => `argument ${issue.path.join('.') || 'list'}: ${issue.message}`).join('; ');
}
