import type { FastifyRequest } from 'fastify';
import type { Access, Repository } from '../store/model.ts';
import { accessOf, allows, nobody } from '../store/people.ts';
import { fullName } from '../store/store.ts';
import { accessBy } from './app/reach.ts';
import type { Call, Route } from './call.ts';
import type { Caller } from './caller.ts';
import { isRecord, parseBody } from './json.ts';
import type { World } from './world.ts';

/** The parameters of the path, all strings. */
export function parameters(request: FastifyRequest): Record<string, string> {
  const given = isRecord(request.params) ? request.params : {};
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
}

/** A request as the routes see it. Throws a 400 `Refusal` if the body is no JSON. */
export function callOf(world: World, request: FastifyRequest, route: Route, caller: Caller): Call {
  const { store, faults, hooks, apps, urls, maxPageSize } = world;
  const { grant, app } = caller;
  const person = caller.person ?? nobody;
  const url = new URL(request.url, urls.html);
  const rawBody = parseBody(request.body);
  const at = {
    method: request.method,
    path: request.url.slice(new URL(urls.api).pathname.length),
    login: person.login,
  };
  const seen = new Map<Repository, Access>();
  return {
    store,
    hooks,
    apps,
    urls,
    person,
    app,
    grant,
    params: parameters(request),
    query: url.searchParams,
    body: isRecord(rawBody) ? rawBody : {},
    rawBody,
    accept: request.headers.accept ?? '',
    url,
    maxPageSize,
    access(repository) {
      const known = seen.get(repository);
      if (known) return known;
      const removed = faults.take('permission-removed', { ...at, repository: fullName(repository) });
      const given = grant ? accessBy(grant, route, repository) : accessOf(repository, person);
      const access = lesser(given, removed ? (removed.access ?? 'none') : 'admin');
      seen.set(repository, access);
      return access;
    },
    allowance: () => world.meter.allowance(caller.person, store.now()),
    fault: (kind, repository) => faults.take(kind, { ...at, repository: fullName(repository) }),
  };
}

function lesser(one: Access, other: Access): Access {
  return allows(one, other) ? other : one;
}
