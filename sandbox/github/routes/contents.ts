import { branch, commitFile, resolveRef } from '../../store/files.ts';
import type { Call, Route } from '../call.ts';
import { optionalText } from '../input.ts';
import { repositoryOf } from '../locate.ts';
import { invalid, notFound } from '../refusal.ts';
import { blobShape, commitShape, directoryShape, fileShape } from '../shapes/file.ts';

const contents = '/repos/:owner/:repo/contents/*';

export const contentRoutes: readonly Route[] = [
  { method: 'GET', path: contents, handle: read },
  { method: 'GET', path: '/repos/:owner/:repo/contents', handle: read },
  {
    method: 'PUT',
    path: contents,
    writes: 'file',
    handle(call) {
      const repository = repositoryOf(call, 'push');
      const [path, content] = [call.params['*'] ?? '', optionalText(call, 'Content', 'content')];
      if (content === undefined) throw invalid('Content', 'content', 'missing_field');
      const bytes = Buffer.from(content, 'base64');
      const message = optionalText(call, 'Content', 'message');
      const isNew = !resolveRef(repository, branch)?.tree.has(path);
      const commit = commitFile(call.store, call.person, repository, { path, bytes, message });
      const file = { path, ref: branch, sha: commit.tree.get(path) ?? '' };
      const body = {
        content: fileShape(call.urls, repository, file),
        commit: commitShape(call.urls, repository, commit),
      };
      return { status: isNew ? 201 : 200, body };
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/git/blobs/:sha',
    handle(call) {
      const repository = repositoryOf(call);
      const sha = call.params.sha ?? '';
      const bytes = repository.blobs.get(sha);
      if (!bytes) throw notFound();
      return { status: 200, body: call.accept.includes('raw') ? bytes : blobShape(call.urls, repository, sha, bytes) };
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/commits/:ref',
    handle(call) {
      const repository = repositoryOf(call);
      const commit = resolveRef(repository, call.params.ref ?? '');
      if (!commit) throw notFound();
      return { status: 200, body: commitShape(call.urls, repository, commit) };
    },
  },
];

function read(call: Call) {
  const repository = repositoryOf(call);
  const path = (call.params['*'] ?? '').replace(/\/$/, '');
  const ref = call.query.get('ref') ?? '';
  const tree = resolveRef(repository, ref)?.tree;
  const sha = tree?.get(path);
  if (tree && sha === undefined && (path === '' || [...tree.keys()].some((each) => each.startsWith(`${path}/`))))
    return { status: 200, body: directoryShape(call.urls, repository, tree, { path, ref }) };
  const bytes = sha === undefined ? undefined : repository.blobs.get(sha);
  if (sha === undefined || !bytes) throw notFound();
  return {
    status: 200,
    body: call.accept.includes('raw') ? bytes : fileShape(call.urls, repository, { path, ref, sha }),
  };
}
