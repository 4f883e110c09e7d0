import { branch } from '../../store/files.ts';
import type { Commit, Repository } from '../../store/model.ts';
import { fullName } from '../../store/store.ts';
import { simpleUser } from './people.ts';
import { instant, nodeId, repositoryUrl, type Urls } from './urls.ts';

/** Above this many bytes the contents API names a file but leaves its content out. */
const inlineLimit = 1_048_576;

interface Place {
  readonly path: string;
  readonly ref: string;
}

/** A file in the repository, with its content up to 1 MB. */
export function fileShape(urls: Urls, repository: Repository, file: Place & { readonly sha: string }) {
  const bytes = repository.blobs.get(file.sha) ?? new Uint8Array();
  const isInline = bytes.length <= inlineLimit;
  return {
    ...entry(urls, repository, file, file.sha, 'file'),
    content: isInline ? lines(bytes) : '',
    encoding: isInline ? 'base64' : 'none',
  };
}

/** The files and folders right below a folder. */
export function directoryShape(urls: Urls, repository: Repository, tree: Commit['tree'], at: Place) {
  const prefix = at.path === '' ? '' : `${at.path}/`;
  const below = [...tree].filter(([path]) => path.startsWith(prefix));
  const names = new Set(below.map(([path]) => path.slice(prefix.length).split('/')[0] ?? ''));
  return [...names].map((name) => {
    const path = prefix + name;
    const sha = tree.get(path);
    return entry(urls, repository, { path, ref: at.ref }, sha ?? nodeId('T', path.length), sha ? 'file' : 'dir');
  });
}

/** A git blob. */
export function blobShape(urls: Urls, repository: Repository, sha: string, bytes: Uint8Array) {
  const url = `${repositoryUrl(urls, repository)}/git/blobs/${sha}`;
  return {
    sha,
    node_id: nodeId('B', bytes.length),
    size: bytes.length,
    url,
    content: lines(bytes),
    encoding: 'base64',
  };
}

/** A commit, short. */
export function commitShape(urls: Urls, repository: Repository, commit: Commit) {
  const author = {
    name: commit.author.name ?? commit.author.login,
    email: commit.author.mail,
    date: instant(commit.at),
  };
  return {
    sha: commit.sha,
    html_url: `${urls.html}/${fullName(repository)}/commit/${commit.sha}`,
    url: `${repositoryUrl(urls, repository)}/commits/${commit.sha}`,
    message: commit.message,
    author: simpleUser(urls, commit.author),
    commit: { message: commit.message, author, committer: author },
  };
}

function entry(urls: Urls, repository: Repository, { path, ref }: Place, sha: string, type: 'file' | 'dir') {
  const api = repositoryUrl(urls, repository);
  const at = ref || branch;
  const page = `${urls.html}/${fullName(repository)}/${type === 'file' ? 'blob' : 'tree'}/${at}/${path}`;
  return {
    type,
    name: path.split('/').at(-1) ?? path,
    path,
    sha,
    size: repository.blobs.get(sha)?.length ?? 0,
    url: `${api}/contents/${path}?ref=${at}`,
    html_url: page,
    git_url: `${api}/git/blobs/${sha}`,
    download_url: type === 'file' ? `${urls.html}/${fullName(repository)}/raw/${at}/${path}` : null,
  };
}

function lines(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll(/.{60}/g, '$&\n');
}
