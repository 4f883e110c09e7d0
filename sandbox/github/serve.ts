import type { FastifyRequest } from 'fastify';
import type { Circumstances } from '../faults/fault.ts';
import type { Person } from '../store/model.ts';
import type { Answer, Route } from './call.ts';
import { admit, callerOf } from './caller.ts';
import { callOf, parameters } from './incoming.ts';
import { forbidden, Refusal } from './refusal.ts';
import { cut, troubleAfter, troubleBefore } from './trouble.ts';
import type { World } from './world.ts';

export interface Reached {
  readonly answer: Answer;
  readonly person: Person | undefined;
}

/** Answers one request: faults before, caller, route, faults after, write log. */
export async function serve(world: World, route: Route, request: FastifyRequest): Promise<Reached | typeof cut> {
  const { authorization } = request.headers;
  const caller = callerOf(world, authorization);
  const { person } = caller;
  const at = circumstances(world, request, person);
  world.writeLog.count(request.method, route.path);
  const trouble = await troubleBefore(world.faults, at, world.store.now(), world.ending);
  if (trouble === cut) return cut;
  try {
    if (trouble) throw trouble;
    if (!request.headers['user-agent']) throw forbidden('Request forbidden by administrative rules: no User-Agent.');
    admit(world, caller, authorization, route, at.repository);
    if (person) world.meter.spend(person, world.store.now());
    if (route.method !== 'GET' && at.repository && world.faults.take('read-only', at))
      throw forbidden('Repository was archived so is read-only.');
    const answer = await route.handle(callOf(world, request, route, caller));
    return conclude(world, route, at, { answer, person });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { answer: { status: error.status, body: error.body, headers: error.headers }, person };
  }
}

function circumstances(world: World, request: FastifyRequest, person: Person | undefined): Circumstances {
  const { owner, repo } = parameters(request);
  return {
    method: request.method,
    path: request.url.slice(new URL(world.urls.api).pathname.length),
    login: person?.login,
    repository: owner && repo ? `${owner}/${repo}` : undefined,
  };
}

function conclude(world: World, route: Route, at: Circumstances, reached: Reached): Reached | typeof cut {
  const { answer, person } = reached;
  const trouble = troubleAfter(world.faults, at);
  const kind = answer.wrote === undefined ? route.writes : (answer.wrote ?? undefined);
  if (kind && person) {
    world.writeLog.add({
      at: world.store.now(),
      login: person.login,
      method: at.method ?? '',
      path: at.path ?? '',
      repo: at.repository ?? null,
      ...(answer.number === undefined ? {} : { number: answer.number }),
      kind,
      status: trouble && trouble !== cut ? trouble.status : answer.status,
      answered: trouble !== cut,
    });
  }
  if (trouble === cut) return cut;
  return trouble ? { answer: trouble, person } : reached;
}
