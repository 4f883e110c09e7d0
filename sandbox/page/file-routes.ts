import type { FastifyInstance } from 'fastify';
import { place } from '../act/actor.ts';
import { ActRefusal } from '../act/refusal.ts';
import { nobody } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import { fileAt, mayOpen, sendFile } from './files.ts';
import { visitorOf } from './visitor.ts';

interface InRepository {
  readonly Params: { readonly owner: string; readonly repo: string; readonly ref: string; readonly '*': string };
}

/** Adds what was attached to comments, and the files of the repositories. Never for requests with a token. */
export function addFileRoutes(scope: FastifyInstance, store: Store): void {
  scope.get('/user-attachments/*', (request, reply) => {
    const attachment = store.attachments.find((each) => each.path === request.url);
    if (!attachment || !mayOpen(attachment, visitorOf(store, request))) return reply.code(404).send('Not Found');
    return sendFile(reply, attachment.name, attachment.bytes);
  });
  for (const kind of ['blob', 'raw']) {
    scope.get<InRepository>(`/:owner/:repo/${kind}/:ref/*`, (request, reply) => {
      const { owner, repo, ref, '*': path } = request.params;
      const repository = place(store, visitorOf(store, request) ?? nobody, `${owner}/${repo}`);
      const bytes = fileAt(repository, ref, path);
      if (!bytes) throw new ActRefusal('not-found', `${path} is not in ${owner}/${repo} at ${ref}`);
      return sendFile(reply, path.split('/').at(-1) ?? path, bytes);
    });
  }
}
