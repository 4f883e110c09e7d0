import type { FastifyReply } from 'fastify';
import { resolveRef } from '../store/files.ts';
import type { Attachment, Person, Repository } from '../store/model.ts';
import { accessOf, allows } from '../store/people.ts';

const shownInline: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/plain; charset=utf-8',
  md: 'text/plain; charset=utf-8',
};

/** Sends bytes so that a browser shows pictures and plain text, and saves everything else. */
export function sendFile(reply: FastifyReply, name: string, bytes: Uint8Array): FastifyReply {
  const type = shownInline[name.split('.').at(-1)?.toLowerCase() ?? ''];
  return reply
    .header('content-type', type ?? 'application/octet-stream')
    .header('content-disposition', `${type ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(Buffer.from(bytes));
}

/** Whether the visitor may open what was attached there: only people, and only who can read the repository. */
export function mayOpen(attachment: Attachment, visitor: Person | undefined): boolean {
  return visitor !== undefined && allows(accessOf(attachment.repository, visitor), 'read');
}

/** The bytes of a file in the repository at a branch or commit. */
export function fileAt(repository: Repository, ref: string, path: string): Uint8Array | undefined {
  const sha = resolveRef(repository, ref)?.tree.get(path);
  return sha === undefined ? undefined : repository.blobs.get(sha);
}
