import type { FastifyRequest } from 'fastify';
import type { Circumstances } from '../faults/fault.ts';
import { formOf } from '../page/form.ts';
import type { Access, Person } from '../store/model.ts';
import { allows, nobody } from '../store/people.ts';
import type { Answer, Call, Route } from './call.ts';
import { admit, type Caller, callerOf, type Door } from './caller.ts';
import { isRecord, parseBody } from './json.ts';
import type { Project } from './model.ts';
import { accessFor } from './permissions.ts';
import { projectMeant } from './project-meant.ts';
import { forbidden, Refusal } from './refusal.ts';
import { findIssue, grantedIn } from './site.ts';
import { cut, tooMany, troubleAfter, troubleBefore } from './trouble.ts';
import type { World } from './world.ts';

/** Answers one request: faults before, caller, route, faults after, write log. */
export async function serve(
  world: World,
  route: Route,
  request: FastifyRequest,
  door: Door,
): Promise<Answer | typeof cut> {
  const { authorization } = request.headers;
  const caller = callerOf(world, authorization, door);
  const person = caller?.person;
  const at = circumstances(world, route, request, person);
  world.writeLog.count(request.method, `/rest/api/3${route.path}`);
  const trouble = await troubleBefore(world, at);
  if (trouble === cut) return cut;
  try {
    if (trouble) throw trouble;
    admit(caller, authorization, world.faults, route);
    spend(world, route, request, at);
    if (route.writes && at.repository && world.faults.take('read-only', at))
      throw forbidden(`The project ${at.repository} is archived and cannot be changed.`);
    const answer = await route.handle(callOf(world, request, caller, door, at));
    return conclude(world, route, at, person, answer);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, body: error.body, headers: error.headers };
  }
}

function parameters(request: FastifyRequest): Record<string, string> {
  const given = isRecord(request.params) ? request.params : {};
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
}

/** The path is the one below the site, whichever door was taken. What only reads counts as GET, also a search that is posted. */
function circumstances(world: World, route: Route, request: FastifyRequest, person: Person | undefined): Circumstances {
  const path = request.url.slice(Math.max(0, request.url.indexOf('/rest/api/')));
  return {
    method: route.writes ? request.method : 'GET',
    path,
    login: person?.login,
    repository: projectMeant(world.site, request, parameters(request))?.key,
  };
}

/** 429 for too many writes to one issue, while the limit is kept. */
function spend(world: World, route: Route, request: FastifyRequest, at: Circumstances): void {
  const issue = findIssue(world.site, parameters(request).issue ?? '');
  if (!route.writes || !issue) return;
  const wait = world.meter.take(issue.id, world.site.store.now());
  if (wait !== undefined && world.faults.take('issue-limit', at)) throw tooMany(wait);
}

function callOf(
  world: World,
  request: FastifyRequest,
  caller: Caller | undefined,
  door: Door,
  at: Circumstances,
): Call {
  const { site, faults } = world;
  const person = caller?.person ?? nobody;
  const urls = door === 'site' ? world.urls : { site: world.urls.gateway, gateway: world.urls.gateway };
  const rawBody = parseBody(request.body);
  const seen = new Map<Project, Access>();
  const access = (project: Project): Access => {
    const known = seen.get(project);
    if (known) return known;
    const removed = faults.take('permission-removed', { ...at, repository: project.key });
    const granted = grantedIn(project, person);
    const left = removed ? (removed.access ?? 'none') : granted;
    const now = allows(granted, left) ? left : granted;
    seen.set(project, now);
    return now;
  };
  return {
    world,
    site,
    urls,
    person,
    clientId: caller?.grant?.clientId,
    params: parameters(request),
    query: new URL(request.url, 'http://localhost').searchParams,
    body: isRecord(rawBody) ? rawBody : {},
    rawBody,
    header: (name) => [request.headers[name]].flat()[0],
    files: async (name) => (await formOf(request)).files(name),
    may: (permission, project) => allows(access(project), accessFor(permission)),
    fault: (kind, project) => faults.take(kind, { ...at, ...(project ? { repository: project.key } : {}) }),
  };
}

function conclude(
  world: World,
  route: Route,
  at: Circumstances,
  person: Person | undefined,
  answer: Answer,
): Answer | typeof cut {
  const kind = answer.wrote === undefined ? route.writes : (answer.wrote ?? undefined);
  const trouble = troubleAfter(world.faults, at);
  if (kind && person) {
    world.writeLog.add({
      at: world.site.store.now(),
      login: person.login,
      method: at.method ?? '',
      path: at.path ?? '',
      repo: answer.issue?.project.key ?? at.repository ?? null,
      ...(answer.issue ? { number: answer.issue.number } : {}),
      kind,
      status: trouble && trouble !== cut ? trouble.status : answer.status,
      answered: trouble !== cut,
    });
  }
  return trouble ?? answer;
}
