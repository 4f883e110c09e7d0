import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Refusal } from '../terminal.ts';

/** A form that a browser posts elsewhere with one press. */
export interface Form {
  action: string;
  fields: Record<string, string>;
  button: string;
}

export interface Receiver {
  /** `http://127.0.0.1:PORT`. */
  address: string;
  /** Resolves once a browser came back and `received` was done. @throws what that threw, or Refusal once nobody came for so long. */
  done: Promise<void>;
  close(): void;
}

/** What comes back, and where. */
export interface Return {
  state: string;
  /** @returns the address at which the browser goes on. */
  received(code: string): Promise<string>;
  /** How long somebody is waited for, ms. */
  waitMs: number;
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Where a browser is sent back to, below the receiver's address. */
export const RETURN = '/created';

/**
 * Listens on loopback alone: its first page carries a form, and where the browser comes back with a code and the right state, that code
 * is handed on.
 * @param form for the address at which this listens.
 */
export async function openReceiver(form: (address: string) => Form, back: Return): Promise<Receiver> {
  let finish: (error?: unknown) => void = () => {};
  const done = new Promise<void>((resolve, reject) => {
    finish = (error) => (error === undefined ? resolve() : reject(error));
  });
  // Whoever closes early does not wait for it.
  done.catch(() => {});
  let address = '';
  let isTaken = false;

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', address);
    const [code, state] = [url.searchParams.get('code'), url.searchParams.get('state')];
    // A page elsewhere could otherwise lead its own name here.
    if (request.method !== 'GET' || !isOwn(request.headers.host, address)) return say(response, 403, 'Not from here.');
    if (url.pathname === '/') return say(response, 200, formPage(form(address)));
    if (url.pathname !== RETURN) return say(response, 404, 'There is nothing here.');
    if (code === null || state === null || !isSame(state, back.state))
      return say(response, 400, 'This does not answer the question that was asked. Begin again in the terminal.');
    if (isTaken) return say(response, 409, 'This was answered already. Go on in the terminal.');
    isTaken = true;
    try {
      const next = await back.received(code);
      response.writeHead(303, { ...HEADERS, location: next }).end();
      finish();
    } catch (error) {
      say(response, 502, 'That did not work; the terminal says why.');
      finish(error);
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
  const minutes = Math.round(back.waitMs / 60_000);
  const timer = setTimeout(
    () => finish(new Refusal(`Nobody came back within ${minutes} min. Nothing was changed; run this again.`)),
    back.waitMs,
  );
  return {
    address,
    done,
    close() {
      clearTimeout(timer);
      server.close();
      server.closeIdleConnections();
    },
  };
}

/** @returns a page of its own with the form in it, which works from wherever it is opened. */
export function formPage({ action, fields, button }: Form): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  return `<!doctype html><title>dutybound</title><form method="post" action="${escaped(action)}">${inputs.join('')}<button>${escaped(button)}</button></form>`;
}

function say(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, HEADERS)
    .end(text.startsWith('<') ? text : `<!doctype html><title>dutybound</title><p>${text}</p>`);
}

function isOwn(host: string | undefined, address: string): boolean {
  const { host: own, port } = new URL(address);
  return host === own || host === `localhost:${port}`;
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
