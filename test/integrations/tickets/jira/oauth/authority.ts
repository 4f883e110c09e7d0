import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a refresh was asked with. */
export interface Asked {
  grant_type: string;
  client_id: string;
  client_secret: string;
  refresh_token: string;
}

/** An authorisation server that rotates refresh tokens: each is good once. */
export interface Authority {
  url: string;
  asked: Asked[];
  /** The refresh token that is good now. */
  good: string;
  /** Seconds that an access token lives. */
  life: number;
  /** Answers the next refresh instead; it is used up by that where `isUsed`. */
  next?: { isUsed: boolean; answer: (response: ServerResponse) => void } | undefined;
  close(): Promise<void>;
}

export async function openAuthority(good = 'refresh-0'): Promise<Authority> {
  const authority: Authority = { url: '', asked: [], good, life: 3600, close: async () => {} };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const asked: Asked = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    authority.asked.push(asked);
    const n = authority.asked.length;
    const isGood = asked.refresh_token === authority.good && asked.client_secret === 'client-secret';
    const { next } = authority;
    authority.next = undefined;
    if (isGood && next?.isUsed !== false) authority.good = `refresh-${n}`;
    if (next !== undefined) return next.answer(response);
    if (!isGood) return json(response, 403, { error: 'invalid_grant', error_description: `no ${asked.refresh_token}` });
    const tokens = { access_token: `access-${n}`, refresh_token: authority.good, expires_in: authority.life };
    // Long enough for others to come in between.
    setTimeout(() => json(response, 200, { ...tokens, scope: 'x', token_type: 'Bearer' }), 50);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  authority.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/oauth/token`;
  authority.close = () => {
    server.closeAllConnections();
    return new Promise((ended) => server.close(() => ended()));
  };
  return authority;
}

export function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
