import type { Api } from './api.ts';
import type { JiraOptions } from './options.ts';

/** @returns the address at which people and the engine find a file that is attached to an issue. */
export function fileAddress(site: string, id: string): string {
  return `${site.replace(/\/+$/, '')}/rest/api/3/attachment/content/${id}`;
}

/** @returns the id of the attachment that an address of this site names; undefined for any other address. */
export function fileIn({ site, auth }: Pick<JiraOptions, 'site' | 'auth'>, url: string): string | undefined {
  const bases = [site, ...('api' in auth ? [auth.api] : [])].map((base) => base.replace(/\/+$/, ''));
  const base = bases.find((each) => url.startsWith(`${each}/`));
  if (base === undefined) return undefined;
  const path = url.slice(base.length).replace(/[?#].*$/, '');
  return /^\/(?:rest\/api\/[23]\/attachment\/content\/(\d+)|secure\/attachment\/(\d+)\/[^/]*)$/
    .exec(path)
    ?.slice(1)
    .find(Boolean);
}

/** The port's `attachment`: bytes of a file attached at this site, else undefined. One call; nothing is followed elsewhere. */
export async function attachment(api: Api, url: string): Promise<{ bytes: Buffer; media: string } | undefined> {
  const id = fileIn(api.options, url);
  if (id === undefined) return undefined;
  const answer = await api.client.call(
    ({ getAttachmentContent }, jira) => getAttachmentContent(jira, { id, redirect: false }),
    {
      scope: 'ticket',
      raw: true,
      accept: [302, 303, 307, 403, 404, 410],
    },
  );
  if (answer.status !== 200 || !Buffer.isBuffer(answer.data)) return undefined;
  return { bytes: answer.data, media: answer.headers.get('content-type') ?? 'application/octet-stream' };
}
