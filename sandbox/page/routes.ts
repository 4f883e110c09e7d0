import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'htm/preact';
import type { ComponentChild } from 'preact';
import { actor, place, ticketAt } from '../act/actor.ts';
import { ActRefusal } from '../act/refusal.ts';
import { projectOverview } from '../jira/page/project-list.ts';
import { addIssuePages, projectsSeen } from '../jira/page/routes.ts';
import type { Rooms } from '../rooms.ts';
import { accessOf, allows, isAssignable, nobody } from '../store/people.ts';
import { addFileRoutes } from './file-routes.ts';
import { acceptForms, formOf } from './form.ts';
import { press } from './forms.ts';
import { issueList, overview } from './issue-list.ts';
import { issuePage } from './issue-page.ts';
import { layout } from './layout.ts';
import { chatPage, mailPage } from './messages.ts';
import { style } from './style.ts';
import { remember, visitorOf } from './visitor.ts';

interface InRepository {
  readonly Params: { readonly owner: string; readonly repo: string };
  readonly Querystring: { readonly state?: string };
}
interface OnIssue {
  readonly Params: { readonly owner: string; readonly repo: string; readonly number: string; readonly verb: string };
}

const statuses = { 'not-found': 404, 'not-allowed': 403, invalid: 422 } as const;

/** Adds the pages to click in. They work without scripts. */
export function addPages(app: FastifyInstance, { world, jira, act, mailbox }: Rooms): void {
  const { store } = world;
  const show = (request: FastifyRequest, reply: FastifyReply, title: string, content: ComponentChild) => {
    const frame = { title, visitor: visitorOf(store, request), people: store.people, path: request.url };
    return reply
      .type('text/html; charset=utf-8')
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'self'; img-src 'self' https:; form-action 'self'",
      )
      .send(layout(frame, content));
  };

  app.register(async (scope) => {
    acceptForms(scope);
    addFileRoutes(scope, store);
    addIssuePages(scope, jira.site, act, { show, loginOf });
    scope.setErrorHandler((error, request, reply) => {
      if (!(error instanceof ActRefusal)) throw error;
      reply.code(statuses[error.kind]);
      return show(
        request,
        reply,
        'Not possible',
        html`<h1>Not possible</h1><p>${error.message}</p><p><a href="/">All issues</a></p>`,
      );
    });
    scope.get('/style.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
    scope.get('/mail', (request, reply) => show(request, reply, 'Mail', mailPage(mailbox.mails())));
    scope.get('/chat', (request, reply) => show(request, reply, 'Chat', chatPage(mailbox.chats())));
    scope.get('/', (request, reply) => {
      const visitor = visitorOf(store, request);
      const seen = store.repositories.filter((each) => allows(accessOf(each, visitor ?? nobody), 'read'));
      const projects = projectsSeen(jira.site, visitor);
      const repositories = store.repositories.length > 0 ? overview(seen, visitor) : null;
      const content = html`${repositories}${projectOverview(jira.site, projects, visitor)}`;
      return show(request, reply, 'Issues', content);
    });
    scope.post('/you', async (request, reply) => {
      const form = await formOf(request);
      remember(reply, actor(store, form.text('login')));
      return reply.redirect(form.text('back').replace(/^\/*/, '/'), 303);
    });
    scope.get<InRepository>('/:owner/:repo', ({ params }, reply) =>
      reply.redirect(`/${params.owner}/${params.repo}/issues`),
    );
    scope.get<InRepository>('/:owner/:repo/issues', (request, reply) => {
      const visitor = visitorOf(store, request);
      const repository = place(store, visitor ?? nobody, `${request.params.owner}/${request.params.repo}`);
      const state = request.query.state === 'closed' ? 'closed' : 'open';
      return show(request, reply, repository.name, issueList(repository, state, visitor));
    });
    scope.post<InRepository>('/:owner/:repo/issues', async (request, reply) => {
      const form = await formOf(request);
      const repo = `${request.params.owner}/${request.params.repo}`;
      const draft = { title: form.text('title'), body: form.text('body') };
      return reply.redirect(new URL(act.createIssue(loginOf(request), repo, draft).url).pathname, 303);
    });
    for (const kind of ['issues', 'pull']) {
      scope.get<OnIssue>(`/:owner/:repo/${kind}/:number`, (request, reply) => {
        const visitor = visitorOf(store, request);
        const { owner, repo, number } = request.params;
        const ticket = ticketAt(store, visitor ?? nobody, `${owner}/${repo}`, Number(number));
        const assignable = store.people.filter((person) => isAssignable(ticket.repository, person));
        return show(request, reply, ticket.title, issuePage(ticket, visitor, assignable));
      });
    }
    scope.post<OnIssue>('/:owner/:repo/issues/:number/:verb', async (request, reply) => {
      const { owner, repo, number, verb } = request.params;
      const pressed = { login: loginOf(request), repo: `${owner}/${repo}`, number: Number(number), verb };
      return reply.redirect(await press(act, pressed, await formOf(request)), 303);
    });
  });

  function loginOf(request: FastifyRequest): string {
    const visitor = visitorOf(store, request);
    if (!visitor) throw new ActRefusal('not-allowed', 'nobody is chosen; choose who you are at the top of the page');
    return visitor.login;
  }
}
