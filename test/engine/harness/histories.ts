import { Client, Connection } from '@temporalio/client';
import { NAMESPACE } from './servers.ts';
import type { Site } from './site.ts';

type Handle = ReturnType<Client['workflow']['getHandle']>;
export type History = Awaited<ReturnType<Handle['fetchHistory']>>;

/** Asks Temporal something. */
export async function asking<T>({ servers }: Site, ask: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: servers.temporal });
  try {
    return await ask(new Client({ connection, namespace: NAMESPACE }));
  } finally {
    await connection.close();
  }
}

/** @returns the events of the latest run of a workflow. */
export function historyOf(site: Site, workflowId: string): Promise<NonNullable<History['events']>> {
  return asking(site, async (client) => (await client.workflow.getHandle(workflowId).fetchHistory()).events ?? []);
}
