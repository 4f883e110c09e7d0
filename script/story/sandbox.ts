import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROJECT, REPOSITORY, type Secrets, sandboxOptions } from './company.ts';
import type { Run } from './given.ts';
import type { Living, TrackerKind } from './living.ts';
import { type Environment, startNode } from './processes.ts';
import type { TrackerAddress } from './tracker/tracker.ts';
import { until } from './until.ts';

const SANDBOX = fileURLToPath(new URL('../../sandbox/main.ts', import.meta.url));
const START_WITHIN = 60;

/** What the sandbox says first. */
export interface SandboxAddress {
  url: string;
  apiUrl: string;
  jiraUrl: string;
  smtpPort: number;
}

/** @returns where a tracker of the sandbox stands, for its administrator. */
export function addressOf(kind: TrackerKind, sandbox: SandboxAddress, secrets: Secrets): TrackerAddress {
  return { kind, api: kind === 'jira' ? sandbox.jiraUrl : sandbox.apiUrl, token: secrets.administratorToken };
}

/** @returns what stands there, in a sentence. */
export function standing({ kinds, management }: Living, url: string): string {
  const places = { github: `a private repository ${REPOSITORY}`, jira: `a project ${PROJECT}` };
  const names = { github: 'GitHub', jira: 'Jira' };
  const [first, second] = kinds;
  if (!second) return `A local tracker that speaks ${names[first]}'s API stands at ${url}, with ${places[first]}.`;
  return (
    `A local tracker that speaks the APIs of ${names[first]} and ${names[second]} stands at ${url}, with ${places[first]} for the staff, ` +
    `and ${places[management ?? second]} where leads look.`
  );
}

/** Starts the sandbox in a process of its own. */
export async function startSandbox(
  { folder, signal, started, living }: Run,
  secrets: Secrets,
  env: Environment,
): Promise<SandboxAddress> {
  const options = join(folder.path, 'sandbox.json');
  writeFileSync(options, JSON.stringify(sandboxOptions(secrets, living)), { mode: 0o600 });
  const process = startNode(
    'sandbox',
    [SANDBOX, '--options', options, '--port', '0', '--smtp-port', '0'],
    env,
    folder.path,
  );
  started.push(process);
  let address: SandboxAddress | undefined;
  process.onLine((line) => {
    if (line.startsWith('{"url"')) address = JSON.parse(line) as SandboxAddress;
  });
  return Promise.race([process.failed, until('the sandbox to run', () => address, signal, START_WITHIN)]);
}
