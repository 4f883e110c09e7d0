import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectSandbox, type SandboxClient } from '../../sandbox/client.ts';
import { startNode } from '../../script/story/processes.ts';
import { until } from '../../script/story/until.ts';
import type { Stage } from '../stage.ts';
import { HOMES, REPOSITORY, type Secrets, sandboxOptions, type TrackerKind } from './company.ts';

const SANDBOX = fileURLToPath(new URL('../../sandbox/main.ts', import.meta.url));
const START_WITHIN = 60;

/** The sandbox in a process of its own. */
export interface SandboxProcess {
  /** In which tracker the company works. */
  at: TrackerKind;
  /** Base address of the tracker's API; Jira: of the site. */
  apiUrl: string;
  client: SandboxClient;
  /** Sets up a webhook, as an administrator does. @param intake where it goes. */
  announceTo(intake: string): Promise<void>;
}

/** Starts the sandbox; it ends with the stage. */
export async function startSandbox(
  { folder, signal, ending }: Stage,
  secrets: Secrets,
  at: TrackerKind,
): Promise<SandboxProcess> {
  const options = join(folder, 'sandbox.json');
  writeFileSync(options, JSON.stringify(sandboxOptions(secrets, at)), { mode: 0o600 });
  const args = [SANDBOX, '--options', options, '--port', '0', '--smtp-port', '0'];
  const running = startNode('sandbox', args, process.env, folder);
  ending(() => running.end());
  let found: { url: string; apiUrl: string; jiraUrl: string } | undefined;
  running.onLine((line) => {
    if (line.startsWith('{"url"')) found = JSON.parse(line);
  });
  const { url, apiUrl, jiraUrl } = await Promise.race([
    running.failed,
    until('the sandbox to run', () => found, signal, START_WITHIN),
  ]);
  const client = connectSandbox(url);
  return {
    at,
    apiUrl: at === 'jira' ? jiraUrl : apiUrl,
    client,
    async announceTo(intake) {
      if (at === 'jira') {
        await client.act.addWebhook(HOMES.jira.place, `${intake}/hooks/jira`, secrets.webhook);
        return;
      }
      const config = { url: `${intake}/hooks/github`, secret: secrets.webhook, content_type: 'json' };
      const answer = await fetch(`${apiUrl}/repos/${REPOSITORY}/hooks`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secrets.administratorToken}`, 'user-agent': 'dutybound-bench' },
        body: JSON.stringify({ name: 'web', active: true, events: ['issues', 'issue_comment'], config }),
      });
      if (answer.status !== 201) throw new Error(`no webhook: ${answer.status} ${await answer.text()}`);
    },
  };
}
