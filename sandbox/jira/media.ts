import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Attachment } from './model.ts';
import type { Site } from './site.ts';
import type { Urls } from './urls.ts';

const secret = randomBytes(16);

/** Where the bytes of an attachment lie, for everybody who has the address. */
export function mediaAddress(urls: Urls, { id }: Attachment): string {
  return `${urls.site}/media/${id}?token=${tokenOf(id)}`;
}

function tokenOf(id: number): string {
  return createHmac('sha256', secret).update(String(id)).digest('hex');
}

/** Adds the server of bytes to which the API redirects; it looks at the address only, never at who asks. */
export function addMedia(app: FastifyInstance, site: Site, roots: readonly string[]): void {
  for (const root of roots)
    app.get<{ Params: { id: string }; Querystring: { token?: string } }>(`${root}/media/:id`, (request, reply) => {
      const attachment = site.attachments.get(Number(request.params.id));
      if (!attachment || request.query.token !== tokenOf(attachment.id)) return reply.code(403).send('Forbidden');
      return reply
        .header('content-type', attachment.type)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(attachment.name)}`)
        .send(Buffer.from(attachment.bytes));
    });
}
