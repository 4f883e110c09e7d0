import type { FastifyRequest } from 'fastify';
import type { Project } from './model.ts';
import { findIssue, findProject, type Site } from './site.ts';

const inBody = /"project"\s*:\s*\{\s*"(?:key|id)"\s*:\s*"([^"]*)"/;
const inJql = /project\s*=\s*[\\"']*(\w+)/;

/** The project that a request is about, for faults that hit one project: of its path, query, new issue, or search. */
export function projectMeant(
  site: Site,
  request: FastifyRequest,
  params: Readonly<Record<string, string>>,
): Project | undefined {
  if (params.issue) return findIssue(site, params.issue)?.project;
  if (params.attachment) return site.attachments.get(Number(params.attachment))?.issue.project;
  const query = new URL(request.url, 'http://localhost').searchParams;
  const body = typeof request.body === 'string' ? request.body : '';
  const named = params.project ?? query.get('projectKey') ?? query.get('project') ?? inBody.exec(body)?.[1];
  const key = named ?? inJql.exec(query.get('jql') ?? body)?.[1];
  return key === undefined ? undefined : findProject(site, key);
}
