import { createHash, randomUUID } from 'node:crypto';
import type { Attachment, Commit, Person, Repository } from './model.ts';
import type { Store } from './store.ts';

export const branch = 'main';

/** Commits one file on top of the branch; returns the commit. The blob's hash is git's own. */
export function commitFile(
  store: Store,
  author: Person,
  repository: Repository,
  file: { readonly path: string; readonly bytes: Uint8Array; readonly message?: string | undefined },
): Commit {
  const blob = createHash('sha1').update(`blob ${file.bytes.length}\0`).update(file.bytes).digest('hex');
  repository.blobs.set(blob, file.bytes);
  const parent = repository.commits.at(-1);
  const commit = {
    sha: createHash('sha1').update(`${parent?.sha} ${blob} ${file.path} ${store.nextId()}`).digest('hex'),
    message: file.message ?? `Add ${file.path}`,
    author,
    at: store.now(),
    tree: new Map([...(parent?.tree ?? []), [file.path, blob]]),
  };
  repository.commits.push(commit);
  return commit;
}

/** The commit that a branch name, full hash, or hash prefix of seven or more digits means. */
export function resolveRef(repository: Repository, ref: string): Commit | undefined {
  if (ref === '' || ref === branch || ref === 'HEAD' || ref === `refs/heads/${branch}`)
    return repository.commits.at(-1);
  return /^[0-9a-f]{7,40}$/.test(ref) ? repository.commits.find((commit) => commit.sha.startsWith(ref)) : undefined;
}

const imageName = /\.(png|jpe?g|gif|webp|svg)$/i;

/** Keeps a file that was dragged into a comment, under the path that GitHub would give it. */
export function keepAttachment(store: Store, repository: Repository, name: string, bytes: Uint8Array): Attachment {
  const path = imageName.test(name)
    ? `/user-attachments/assets/${randomUUID()}`
    : `/user-attachments/files/${store.nextId()}/${encodeURIComponent(name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '.'))}`;
  const attachment = { path, name, repository, bytes };
  store.attachments.push(attachment);
  return attachment;
}

/** The Markdown that dropping the file leaves in the comment; a PNG becomes an `img` tag with its size. */
export function attachmentMarkdown(attachment: Attachment, host: string): string {
  const { path, name, bytes } = attachment;
  if (path.includes('/files/')) return `[${name}](${host}${path})`;
  const size = pngSize(bytes);
  if (!size) return `![${name}](${host}${path})`;
  const alt = name.replaceAll(/["<>&]/g, '');
  return `<img width="${size.width}" height="${size.height}" alt="${alt}" src="${host}${path}" />`;
}

function pngSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 24 || buffer.toString('latin1', 1, 4) !== 'PNG') return undefined;
  return { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) };
}
