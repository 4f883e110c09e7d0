import type { TicketRef } from '../../../rules/ticket.ts';
import type { Api } from './api.ts';
import { unanswered } from './fault.ts';

/** 25 MB, as GitHub's own limit for a file in a comment. */
const MAX_BYTES = 25 * 1024 * 1024;

interface BlobAddress {
  owner: string;
  repo: string;
  ref: string;
  path: string;
}

/**
 * @param web origin of the tracker's pages.
 * @returns an id for what the API hands over: a file in a repository of the same host. Files dragged into a comment have no
 * address in the API.
 */
export function retrievable(url: string, web: string): string | undefined {
  const blob = blobAddress(url, web);
  return blob === undefined ? undefined : `${blob.owner}/${blob.repo}@${blob.ref}:${blob.path}`;
}

/** The port's `attachment`: bytes of a file in a repository of the ticket's own host, else undefined. */
export async function attachment(
  api: Api,
  ref: TicketRef,
  url: string,
): Promise<{ bytes: Buffer; media: string } | undefined> {
  const blob = blobAddress(url, new URL(ref.url).origin);
  if (blob === undefined) return undefined;
  const answer = await api.client.call(
    // Encoded here: the route leaves `%2e%2e` as it is, which would lead anywhere in the API.
    'GET /repos/{owner}/{repo}/contents/{+path}',
    { ...blob, path: blob.path.split('/').map(encodeURIComponent).join('/') },
    { scope: 'ticket', raw: true, accept: [403, 404, 410], headers: { accept: 'application/vnd.github.raw+json' } },
  );
  if (answer.status !== 200 || !(answer.data instanceof ReadableStream)) return undefined;
  const bytes = await capped(answer.data, url);
  return bytes === undefined ? undefined : { bytes, media: mediaOf(answer.headers['content-type']) };
}

function blobAddress(url: string, web: string): BlobAddress | undefined {
  if (!URL.canParse(url) || new URL(url).origin !== web) return undefined;
  const match = /^\/([^/]+)\/([^/]+)\/(?:blob|raw)\/([^/]+)\/(.+)$/.exec(new URL(url).pathname);
  const [owner, repo, ref, path] = (match ?? []).slice(1).map(decoded);
  if (owner === undefined || repo === undefined || ref === undefined || path === undefined) return undefined;
  return path.split('/').includes('..') ? undefined : { owner, repo, ref, path };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

async function capped(stream: ReadableStream<Uint8Array>, url: string): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.byteLength;
      if (size > MAX_BYTES) return undefined;
      chunks.push(chunk);
    }
  } catch {
    throw unanswered(url, 'the file broke off');
  }
  return Buffer.concat(chunks);
}

/** GitHub names its own format instead of the file's: then nothing is known. */
function mediaOf(type: string | undefined): string {
  return type === undefined || type.includes('vnd.github') ? 'application/octet-stream' : type;
}
