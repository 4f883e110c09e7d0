// Records one history of each workflow anew, from a real server: script/node test/histories/record.ts [NAME...]
import { writeFileSync } from 'node:fs';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { workflowId } from '../../workflows/messages.ts';
import { asking } from '../engine/harness/histories.ts';
import { openSite } from '../engine/harness/site.ts';
import { live, outlast } from './life.ts';

const site = await openSite();
try {
  const { task, occurrence, nonconformity, asked, led } = await live(site);
  const wanted = {
    task: `WorkflowId = '${workflowId.task(task)}'`,
    // `single` led occurrences before `duty` did: its history stays as it was recorded.
    duty: `WorkflowId = '${workflowId.occurrence(occurrence)}'`,
    'duty-asked': `WorkflowId = '${workflowId.occurrence(asked)}'`,
    ...Object.fromEntries(
      Object.entries(led).map(([name, key]) => [name, `WorkflowId = '${workflowId.occurrence(key)}'`]),
    ),
    nonconformity: `WorkflowId = '${workflowId.nonconformity(nonconformity)}'`,
    planner: "WorkflowType = 'planner' AND ExecutionStatus = 'Completed'",
    sweep: "WorkflowType = 'sweep'",
    deliver: `WorkflowId = '${workflowId.deliver('github')}'`,
  };
  const names = process.argv.slice(2);
  const isAsked = (name: string) => names.length === 0 || names.includes(name);
  await asking(site, async (client) => {
    for (const [type, query] of Object.entries(wanted)) if (isAsked(type)) await record(client, type, query);
  });
  if (isAsked('deliver-held')) {
    await outlast(site);
    await asking(site, (client) => record(client, 'deliver-held', wanted.deliver));
  }
} finally {
  await site.close();
}

/** Writes the longest of the runs that the query finds. */
async function record(client: Client, type: string, query: string): Promise<void> {
  const runs = [];
  for await (const run of client.workflow.list({ query })) {
    const history = await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
    runs.push({ id: run.workflowId, history, length: history.events?.length ?? 0 });
  }
  const [longest] = runs.sort((a, b) => b.length - a.length);
  if (!longest) throw new Error(`no run of ${type}: ${query}`);
  const { id, history, length } = longest;
  // Process and host are nobody's business.
  const json = historyToJSON(history).replaceAll(/"identity": *"[^"]*"/g, '"identity":"worker"');
  const text = JSON.stringify({ id, history: JSON.parse(json) });
  writeFileSync(new URL(`recorded/${type}.json`, import.meta.url), `${text}\n`);
  process.stdout.write(`${type}: ${length} events\n`);
}
