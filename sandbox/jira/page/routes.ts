import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ComponentChild } from 'preact';
import type { Act } from '../../act/act.ts';
import { ActRefusal } from '../../act/refusal.ts';
import { sendFile } from '../../page/files.ts';
import { formOf } from '../../page/form.ts';
import { visitorOf } from '../../page/visitor.ts';
import type { Person } from '../../store/model.ts';
import { allows, nobody } from '../../store/people.ts';
import { projectAt } from '../acts/find.ts';
import type { Issue, Project } from '../model.ts';
import { findIssue, grantedIn, keyOf, type Site } from '../site.ts';
import { issuePage } from './issue-page.ts';
import { pressOnIssue } from './press.ts';
import { issueList } from './project-list.ts';

interface OnProject {
  readonly Params: { readonly key: string };
  readonly Querystring: { readonly state?: string };
}
interface OnIssue {
  readonly Params: { readonly key: string; readonly verb: string };
}
interface OnFile {
  readonly Params: { readonly id: string };
}

export interface Pages {
  readonly show: (request: FastifyRequest, reply: FastifyReply, title: string, content: ComponentChild) => FastifyReply;
  readonly loginOf: (request: FastifyRequest) => string;
}

/** The projects that the visitor can see. */
export function projectsSeen(site: Site, visitor: Person | undefined): Project[] {
  return site.projects.filter((each) => allows(grantedIn(each, visitor ?? nobody), 'read'));
}

/** Adds the pages of projects and issues. */
export function addIssuePages(scope: FastifyInstance, site: Site, act: Act, { show, loginOf }: Pages): void {
  const { store } = site;
  scope.get('/jira', (_request, reply) => reply.redirect('/'));
  scope.get<OnProject>('/jira/projects/:key', (request, reply) => {
    const visitor = visitorOf(store, request);
    const project = projectAt(site, visitor ?? nobody, request.params.key);
    return show(request, reply, project.name, issueList(site, project, request.query.state === 'done', visitor));
  });
  scope.post<OnProject>('/jira/projects/:key', async (request, reply) => {
    const form = await formOf(request);
    const draft = { title: form.text('title'), body: form.text('body') };
    const { url } = act.createIssue(loginOf(request), request.params.key, draft);
    return reply.redirect(new URL(url).pathname, 303);
  });
  scope.get<OnIssue>('/jira/browse/:key', (request, reply) => {
    const visitor = visitorOf(store, request);
    const issue = issueSeen(site, visitor, request.params.key);
    const key = keyOf(issue);
    if (key !== request.params.key) return reply.redirect(`/jira/browse/${key}`);
    return show(request, reply, issue.summary, issuePage(site, issue, visitor));
  });
  scope.post<OnIssue>('/jira/browse/:key/:verb', async (request, reply) => {
    const { key, verb } = request.params;
    const issue = issueSeen(site, visitorOf(store, request), key);
    const pressed = { login: loginOf(request), issue, verb };
    return reply.redirect(await pressOnIssue(site, act, pressed, await formOf(request)), 303);
  });
  scope.get<OnFile>('/jira/secure/attachment/:id', (request, reply) => {
    const attachment = site.attachments.get(Number(request.params.id));
    const visitor = visitorOf(store, request);
    if (!attachment || !visitor || !allows(grantedIn(attachment.issue.project, visitor), 'read'))
      return reply.code(404).send('Not Found');
    return sendFile(reply, attachment.name, attachment.bytes);
  });
}

function issueSeen(site: Site, visitor: Person | undefined, key: string): Issue {
  const issue = findIssue(site, key);
  if (issue && allows(grantedIn(issue.project, visitor ?? nobody), 'read')) return issue;
  throw new ActRefusal('not-found', `${key} is not there, or not to be seen by everybody; choose who you are, above`);
}
