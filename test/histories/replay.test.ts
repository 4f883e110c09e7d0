import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { workflowBundle } from '../../workers/worker.ts';

const ROOT = new URL('../../', import.meta.url);
const CHANGED = new URL(`.cache/changed-workflows-${process.pid}/`, ROOT);

interface Recorded {
  id: string;
  history: { events: { eventType: string; [attributes: string]: unknown }[] };
}

/** What each workflow would do if two of its calls stood the other way round, or one more were made. */
const changes: Record<string, [found: string, instead: string, file?: string]> = {
  task: [
    '    const stepped =',
    '    await door.sleepUntil(new Date(Date.now() + 5_000).toISOString());\n    const stepped =',
  ],
  single: [
    '    const staged =',
    '    await door.sleepUntil(new Date(Date.now() + 5_000).toISOString());\n    const staged =',
  ],
  duty: ['  if (known) return', '  if (known) await sleep(1_000);\n  if (known) return'],
  'duty-asked': ['activities.kindOf(key)', 'activities.stageSingle(key)'],
  'duty-internal-audit': ["    await stage('fieldwork');\n", '', 'internal-audit'],
  'duty-management-review': ["    await stage('meeting');\n", '', 'management-review'],
  'duty-improvement': ["    await stage('act');\n", '', 'improvement'],
  'duty-measurement': ["    await stage('measure');\n", '', 'measurement'],
  'duty-document-review': ["    await stage('review');\n", '', 'document-review'],
  'duty-campaign': ["    await stage('ask');\n", '', 'campaign'],
  'duty-risk-assessment': ["    await stage('rate');\n", '', 'risk-assessment'],
  'duty-risk-treatment': ["    await stage('residual');\n", '', 'risk-treatment'],
  'duty-incident': ["    await stage('lessons');\n", '', 'incident'],
  'duty-certification': ["await beside(['ready'], ['findings']);", "await beside(['ready']);", 'certification'],
  'duty-change': ["    await stage('triage');\n", '', 'change'],
  nonconformity: ['activities.stageNonconformity(key)', 'activities.stageSingle(key)'],
  planner: ['  while (', "  await activities.deliver('github');\n  while ("],
  sweep: ['    const swept =', '    await sleep(1_000);\n    const swept ='],
  deliver: ['    ringing = false;', '    ringing = false;\n    await condition(() => false, 1_000);'],
  'deliver-held': ['      await sleep(SHORTEST_PAUSE_MS);\n', ''],
};

/** A history beside the usual one: the workflow's other branch. */
const workflowOf = (name: string) => name.replace(/-.*/, '');

Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF', forward: {} } } });

afterAll(() => rmSync(CHANGED, { recursive: true, force: true }));

function recorded(type: string): Recorded {
  return JSON.parse(readFileSync(new URL(`recorded/${type}.json`, import.meta.url), 'utf8'));
}

/** @returns the error of replaying the history, undefined if it fits. */
async function replay(workflowBundle: { code: string }, { id, history }: Recorded): Promise<Error | undefined> {
  const results = Worker.runReplayHistories({ workflowBundle }, [{ workflowId: id, history }]);
  for await (const { error } of results) return error;
  throw new Error(`${id} was not replayed`);
}

/** @returns the workflows with one text replaced in one of them. */
async function changed(
  type: string,
  [found, instead, name = workflowOf(type)]: [string, string, string?],
): Promise<{ code: string }> {
  const folder = new URL(`${type}/`, CHANGED);
  mkdirSync(folder, { recursive: true });
  cpSync(new URL('workflows/', ROOT), folder, { recursive: true });
  const file = new URL(`${name}.ts`, folder);
  const parts = readFileSync(file, 'utf8').split(found);
  expect(parts).toHaveLength(2);
  writeFileSync(file, parts.join(instead));
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('index.ts', folder)),
    logger: new DefaultLogger('ERROR'),
  });
}

describe.each(Object.keys(changes))('the recorded history of %s', (type) => {
  it('comes from a server and tells which rules of the SDK it was made under', () => {
    const started = recorded(type).history.events.filter((e) => e.eventType === 'EVENT_TYPE_WORKFLOW_TASK_COMPLETED');
    expect(JSON.stringify(started)).toContain('"coreUsedFlags":[');
    expect(JSON.stringify(started)).toContain('"sdkVersion":"1.');
  });

  it('is what the workflow still does', async () => {
    expect(await replay(await workflowBundle(), recorded(type))).toBeUndefined();
  });

  it('does not fit a workflow with another order of calls', async () => {
    const error = await replay(await changed(type, changes[type] ?? ['', '']), recorded(type));
    expect(error?.name).toBe('DeterminismViolationError');
  });
});

it('every workflow has its recorded history', () => {
  const index = readFileSync(new URL('workflows/index.ts', ROOT), 'utf8');
  const names = [...index.matchAll(/export \{ (\w+) \}/g)].map(([, name]) => name);
  expect(names.sort()).toEqual([...new Set(Object.keys(changes).map(workflowOf))].sort());
});
