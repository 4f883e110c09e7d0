import { z } from 'zod';
import type { Client } from '../client.ts';
import { deliveriesShape, type Hook, hookConfigShape, parsed } from '../shapes.ts';

const CONFIG = 'GET /app/hook/config';
const DELIVERIES = 'GET /app/hook/deliveries';
const eventsShape = z.object({ events: z.array(z.string()) });

/** @returns the webhook that GitHub sends for the App itself, undefined if it has none. At most two calls. */
export async function appHook(own: Client): Promise<Hook | undefined> {
  const answer = await own.call(CONFIG, {}, { scope: 'target', accept: [404] });
  const config = answer.status === 404 ? {} : parsed(hookConfigShape, answer.data, CONFIG);
  if (!config.url) return undefined;
  const { events } = parsed(eventsShape, (await own.call('GET /app', {}, { scope: 'target' })).data, 'GET /app');
  return { id: 'app', active: true, events, config };
}

/** @returns the newest deliveries of the App's webhook. */
export async function appDeliveries(own: Client): Promise<z.infer<typeof deliveriesShape>> {
  const answer = await own.call(DELIVERIES, { per_page: 1 }, { scope: 'target' });
  return parsed(deliveriesShape, answer.data, DELIVERIES);
}
