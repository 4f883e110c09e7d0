import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ActRefusal } from '../act/refusal.ts';

const limit = 26 * 1024 * 1024;

export interface Form {
  /** The field's text, empty if absent. */
  text(name: string): string;
  /** The chosen files of a field. */
  files(name: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }[]>;
}

/** Lets the scope take HTML forms, with files up to 25 MB. */
export function acceptForms(scope: FastifyInstance): void {
  scope.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    { parseAs: 'buffer', bodyLimit: limit },
    (_request, body, done) => done(null, body),
  );
}

/** The form that a page sent. Throws `ActRefusal` invalid if the body is none. */
export async function formOf(request: FastifyRequest): Promise<Form> {
  const raw = request.body instanceof Uint8Array ? Buffer.from(request.body) : Buffer.alloc(0);
  const type = request.headers['content-type'] ?? '';
  const data = await new Response(raw, { headers: { 'content-type': type } }).formData().catch(() => {
    throw new ActRefusal('invalid', `found a body of type "${type}", allowed is a form; press a button on a page`);
  });
  return {
    text(name) {
      const value = data.get(name);
      return typeof value === 'string' ? value : '';
    },
    async files(name) {
      const files = data.getAll(name).filter((value) => typeof value !== 'string');
      const chosen = files.filter((file) => file.name !== '');
      return Promise.all(
        chosen.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
      );
    },
  };
}
