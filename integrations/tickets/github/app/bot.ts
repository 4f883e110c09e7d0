import { z } from 'zod';
import type { Asked } from '../api.ts';
import type { Client } from '../client.ts';
import { parsed, userShape } from '../shapes.ts';
import type { AppLogin } from './login.ts';

const slugShape = z.object({ slug: z.string() });

/** @returns the account that an installation acts as, `SLUG[bot]`: `GET /user` is closed to it. */
export async function askBot(client: Client, app: AppLogin): Promise<Asked> {
  const { slug } = parsed(slugShape, (await app.own.call('GET /app', {}, { scope: 'target' })).data, 'GET /app');
  const answer = await client.call('GET /users/{login}', { login: `${slug}[bot]` }, { scope: 'target' });
  return { account: parsed(userShape, answer.data, `GET /users/${slug}[bot]`), at: answer.at };
}
