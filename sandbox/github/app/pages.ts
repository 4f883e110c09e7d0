import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'htm/preact';
import type { ComponentChild } from 'preact';
import { ActRefusal } from '../../act/refusal.ts';
import { acceptForms, formOf } from '../../page/form.ts';
import { layout } from '../../page/layout.ts';
import { visitorOf } from '../../page/visitor.ts';
import type { Person } from '../../store/model.ts';
import { accessOf, allows } from '../../store/people.ts';
import { fullName } from '../../store/store.ts';
import type { World } from '../world.ts';
import { parseManifest, registerFrom } from './manifest.ts';
import type { App } from './model.ts';

interface InOrganisation {
  readonly Params: { readonly org?: string };
  readonly Querystring: { readonly state?: string };
}
interface OfApp {
  readonly Params: { readonly slug: string };
}

const statuses = { 'not-found': 404, 'not-allowed': 403, invalid: 422 } as const;

/** Whether a page elsewhere may send people there: registering an App begins at whoever wants one. */
export function isOpenToOtherSites(url: string): boolean {
  return /^(\/organizations\/[^/?]+)?\/settings\/apps\/new(\?|$)/.test(url);
}

/** Adds the pages on which an App is registered from a manifest, and installed. */
export function addAppPages(server: FastifyInstance, { store, apps }: World): void {
  const show = (request: FastifyRequest, reply: FastifyReply, title: string, content: ComponentChild) =>
    reply
      .type('text/html; charset=utf-8')
      .send(layout({ title, visitor: visitorOf(store, request), people: store.people, path: '/' }, content));

  function visitorAt(request: FastifyRequest): Person {
    const visitor = visitorOf(store, request);
    if (visitor) return visitor;
    throw new ActRefusal('not-allowed', 'nobody is chosen; choose who you are at the top of the page, and come again');
  }

  /** Names of the repositories that the person administers, of one account or all. */
  const administered = (person: Person, account?: string) =>
    store.repositories
      .filter((each) => account === undefined || each.owner.toLowerCase() === account.toLowerCase())
      .filter((each) => allows(accessOf(each, person), 'admin'))
      .map(fullName);

  function ownerAt(person: Person, org: string | undefined): string {
    if (org === undefined || org === person.login) return person.login;
    if (administered(person, org).length > 0) return org;
    throw new ActRefusal('not-allowed', `${person.login} administers nothing of ${org}; ask one of its owners`);
  }

  function appAt({ slug }: OfApp['Params']): App {
    const app = apps.all.find((each) => each.slug === slug);
    if (app) return app;
    throw new ActRefusal('not-found', `App: found "${slug}", which is not there; register it first`);
  }

  server.register(async (scope) => {
    acceptForms(scope);
    scope.setErrorHandler((error, request, reply) => {
      if (!(error instanceof ActRefusal)) throw error;
      reply.code(statuses[error.kind]);
      return show(request, reply, 'Not possible', html`<h1>Not possible</h1><p>${error.message}</p>`);
    });

    for (const path of ['/settings/apps', '/organizations/:org/settings/apps']) {
      scope.post<InOrganisation>(`${path}/new`, async (request, reply) => {
        const text = (await formOf(request)).text('manifest');
        const given = parseManifest(text);
        const owner = ownerAt(visitorAt(request), request.params.org);
        const action = request.params.org === undefined ? '/settings/apps' : `/organizations/${owner}/settings/apps`;
        return show(request, reply, 'Create GitHub App', creation(action, given.name ?? '', text, request.query.state));
      });
      scope.post<InOrganisation>(path, async (request, reply) => {
        const form = await formOf(request);
        const given = parseManifest(form.text('manifest'));
        const owner = ownerAt(visitorAt(request), request.params.org);
        const code = registered(() => registerFrom(apps, given, { name: form.text('name'), owner }, store.now()));
        const back = new URL(given.redirect_url ?? given.url);
        back.searchParams.set('code', code);
        if (form.text('state') !== '') back.searchParams.set('state', form.text('state'));
        return reply.redirect(back.href, 302);
      });
    }

    scope.get<OfApp>('/github-apps/:slug/installations/new', (request, reply) => {
      const app = appAt(request.params);
      return show(request, reply, `Install ${app.name}`, installing(app, administered(visitorAt(request))));
    });
    scope.post<OfApp>('/github-apps/:slug/installations/new', async (request, reply) => {
      const app = appAt(request.params);
      const repository = (await formOf(request)).text('repository');
      const [account = ''] = repository.split('/');
      if (!administered(visitorAt(request)).includes(repository))
        throw new ActRefusal('not-allowed', `only administrators of ${repository} install an App there`);
      const { id } = registered(() => apps.install(app, { account, repositories: [repository] }));
      if (app.setupUrl === undefined) return reply.redirect(`/settings/installations/${id}`, 302);
      const back = new URL(app.setupUrl);
      back.searchParams.set('installation_id', String(id));
      back.searchParams.set('setup_action', 'install');
      return reply.redirect(back.href, 302);
    });
    scope.get<{ Params: { id: string } }>('/settings/installations/:id', (request, reply) => {
      const found = apps.installations.find((each) => each.id === Number(request.params.id));
      if (!found) throw new ActRefusal('not-found', `installation ${request.params.id} is not there; it was removed`);
      const where = found.repositories === 'all' ? `all of ${found.account}` : found.repositories.join(', ');
      return show(request, reply, 'Installed', html`<h1>${found.app.name}</h1><p>Installed on ${where}.</p>`);
    });
  });
}

/** Says of a wrong name or repository what a page can show. */
function registered<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new ActRefusal('invalid', error instanceof Error ? error.message : 'not possible');
  }
}

function creation(action: string, name: string, manifest: string, state: string | undefined): ComponentChild {
  return html`<h1>Create GitHub App</h1>
    <form method="post" action=${action}>
      <input type="hidden" name="manifest" value=${manifest} />
      <input type="hidden" name="state" value=${state ?? ''} />
      <label>GitHub App name <input name="name" value=${name} required /></label>
      <button>Create GitHub App</button>
    </form>`;
}

function installing(app: App, repositories: readonly string[]): ComponentChild {
  const asked = Object.entries(app.permissions).map(([name, level]) => html`<li>${name}: ${level}</li>`);
  return html`<h1>Install ${app.name}</h1>
    <p>It asks for:</p>
    <ul>${asked}</ul>
    <form method="post" action=${`/github-apps/${app.slug}/installations/new`}>
      <label>Only this repository
        <select name="repository">${repositories.map((each) => html`<option>${each}</option>`)}</select>
      </label>
      <button>Install</button>
    </form>`;
}
