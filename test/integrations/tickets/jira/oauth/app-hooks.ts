import type { SendRequestOptions } from 'jira.js/core';
import type { Client } from '../../../../../integrations/tickets/jira/client.ts';

interface Hook {
  id: number;
  url: string;
  jqlFilter: string;
  events: string[];
  expirationDate: number;
}

/** Webhooks of an app as Jira keeps them: one address for all of them, thirty days each. */
export interface AppHooks {
  client: Client;
  hooks: Hook[];
  /** What was asked, as `POST webhook`. */
  asked: string[];
}

const LIFE_MS = 30 * 24 * 3600 * 1000;

export function openAppHooks(now: () => number, pageSize = 2): AppHooks {
  let last = 100;
  const app: AppHooks = { hooks: [], asked: [], client: { call } };

  async function call(ask: Parameters<Client['call']>[0]) {
    let data: unknown;
    await ask(await import('jira.js/cloud'), {
      async sendRequest<T>(request: SendRequestOptions<T>): Promise<T> {
        data = answer(request);
        // The library's own description of the answer must hold.
        request.schema?.parse(structuredClone(data));
        return data as T;
      },
    });
    return { status: 200, at: new Date(now()).toISOString(), headers: new Headers(), data };
  }

  function answer({ method = 'GET', url, body, searchParams }: SendRequestOptions): unknown {
    app.asked.push(`${method} ${url.replace('/rest/api/3/', '')}`);
    if (url.endsWith('/refresh')) return refreshed(body as { webhookIds: number[] });
    if (method === 'POST') return registered(body as { url: string; webhooks: Pick<Hook, 'jqlFilter' | 'events'>[] });
    if (method === 'DELETE') return removed(body as { webhookIds: number[] });
    const startAt = Number(searchParams?.startAt ?? 0);
    const values = app.hooks.slice(startAt, startAt + pageSize);
    const total = app.hooks.length;
    return { startAt, maxResults: pageSize, total, isLast: startAt + values.length >= total, values };
  }

  function registered({ url, webhooks }: { url: string; webhooks: Pick<Hook, 'jqlFilter' | 'events'>[] }) {
    if (app.hooks.some((hook) => hook.url !== url))
      return { webhookRegistrationResult: webhooks.map(() => ({ errors: [`Only a single URL per app; not ${url}`] })) };
    const webhookRegistrationResult = webhooks.map((hook) => {
      last += 1;
      app.hooks.push({ id: last, url, ...hook, expirationDate: now() + LIFE_MS });
      return { createdWebhookId: last };
    });
    return { webhookRegistrationResult };
  }

  function refreshed({ webhookIds }: { webhookIds: number[] }) {
    const expirationDate = now() + LIFE_MS;
    for (const hook of app.hooks) if (webhookIds.includes(hook.id)) hook.expirationDate = expirationDate;
    return { expirationDate };
  }

  function removed({ webhookIds }: { webhookIds: number[] }): undefined {
    app.hooks = app.hooks.filter(({ id }) => !webhookIds.includes(id));
  }

  return app;
}
