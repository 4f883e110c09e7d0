import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Stage } from '../stage.ts';

/** A request that is sent again and again, each time with another body. */
export interface Load {
  url: string;
  perSecond: number;
  seconds: number;
  /** @returns body and headers of the i-th request. */
  message(i: number): { body: string; headers: Record<string, string> };
  /** What each answer must be. */
  status: number;
}

const SOCKETS = 64;
const ANSWER_MS = 10_000;

/** Sends at a steady pace, whether or not what came before was answered. @returns how long each answer took, ms. @throws Error for another status. */
export async function underLoad({ signal }: Pick<Stage, 'signal'>, load: Load): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS });
  const under: Promise<number>[] = [];
  const began = performance.now();
  for (let i = 0; i < load.perSecond * load.seconds; i++) {
    const wait = began + (1000 * i) / load.perSecond - performance.now();
    if (wait > 1) await pause(wait, undefined, { signal });
    const sent = post(agent, load, i);
    sent.catch(() => {});
    under.push(sent);
  }
  try {
    return await Promise.all(under);
  } finally {
    agent.destroy();
  }
}

function post(agent: Agent, { url, message, status }: Load, i: number): Promise<number> {
  const { body, headers } = message(i);
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const sent = request(url, { method: 'POST', agent, headers, timeout: ANSWER_MS }, (answer) => {
      answer.resume().once('end', () => {
        if (answer.statusCode === status) resolve(performance.now() - began);
        else reject(new Error(`${url} answered ${answer.statusCode}, expected ${status}`));
      });
    });
    sent.once('timeout', () => sent.destroy(new Error(`${url} did not answer within ${ANSWER_MS / 1000} s`)));
    sent.once('error', reject).end(body);
  });
}
