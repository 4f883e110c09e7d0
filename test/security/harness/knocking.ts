import { createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { authenticate as githubAuthenticate } from '../../../integrations/tickets/github/webhook.ts';
import type { InboundRequest } from '../../../integrations/tickets/port.ts';
import { buildIntake } from '../../../integrations/webhooks/intake.ts';

const SECRET = 'a secret between tracker and engine';

/** A webhook intake that listens, with GitHub's own adapter behind it. */
export interface Door {
  port: number;
  /** Ids of tickets that rang. */
  rung: string[];
  logged: string[];
  /** How often a body was handed to the adapter. */
  asked(): number;
  close(): Promise<void>;
}

/** @param requestMs for the whole of one request, ms. */
export async function openDoor(requestMs = 10_000): Promise<Door> {
  const rung: string[] = [];
  const logged: string[] = [];
  let asked = 0;
  const options = { id: 'github', target: 'example/isms', secret: SECRET, self: undefined };
  const github = {
    authenticate(request: InboundRequest) {
      asked += 1;
      return githubAuthenticate(options, request);
    },
  };
  const app = buildIntake({
    adapters: { github },
    ring: async ({ id }) => void rung.push(id),
    seenThrough: async () => ({}),
    log: (line) => logged.push(line),
    requestMs,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { port: Number(new URL(url).port), rung, logged, asked: () => asked, close: () => app.close() };
}

/** @returns the header that GitHub signs a body with. */
export function signature(body: string | Buffer, secret = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** What a delivery says. */
export const closed = {
  action: 'closed',
  issue: { id: 4321, number: 12, updated_at: '2027-04-12T07:00:00Z', title: 'Access review' },
  repository: { full_name: 'example/isms' },
  sender: { id: 9, login: 'sam' },
};

/** Posts bytes, signed unless the headers say otherwise. @returns the status of the answer. */
export async function post(
  { port }: Door,
  body: string | Buffer,
  headers: Record<string, string> = {},
  path = '/hooks/github',
): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'x-github-event': 'issues', 'x-hub-signature-256': signature(body), ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** A connection that bytes are written to as they are. */
export interface Wire {
  socket: Socket;
  /** All that came back so far. */
  heard(): string;
  /** Resolves once the other side, or a fault, ended it. */
  ended: Promise<void>;
}

/** Connects, and writes. */
export function wire({ port }: Door, ...bytes: (string | Buffer)[]): Wire {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (data) => {
    heard += data.toString('latin1');
  });
  const ended = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
    socket.once('end', () => socket.end());
  });
  socket.on('error', () => {});
  for (const part of bytes) socket.write(part);
  return { socket, heard: () => heard, ended };
}

/** @returns a request as it goes over the wire. */
export function request(line: string, headers: string[], body = ''): string {
  return `${[line, 'host: x', ...headers].join('\r\n')}\r\n\r\n${body}`;
}
