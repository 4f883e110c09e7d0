import { afterEach, expect } from '@jest/globals';
import { type CloudClient, createCloudClient } from 'jira.js/cloud';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../sandbox/sandbox.ts';
import { watchExchanges } from './conformance.ts';

/** 12 April 2027, 07:00 UTC. */
export const start = Date.UTC(2027, 3, 12, 7);
/** The mandatory field of the strict project, and a value for it. */
export const costCentre = { customfield_10417: { id: '10220' } } as const;
export const task = { project: { key: 'ISMS' }, issuetype: { id: '10002' } } as const;
export const aufgabe = { project: { key: 'STRICT' }, issuetype: { id: '10012' }, ...costCentre } as const;

const access = (isms: 'read' | 'triage' | 'push' | 'admin') => ({ ISMS: isms, STRICT: isms, ATTIC: isms });

const options: SandboxOptions = {
  repositories: [],
  projects: [
    { key: 'ISMS', name: 'Information security', kind: 'simple' },
    { key: 'STRICT', name: 'Strenge', kind: 'strict' },
    { key: 'ATTIC', name: 'Attic', kind: 'simple' },
    { key: 'SEALED', name: 'Sealed', kind: 'simple' },
  ],
  people: [
    { login: 'bot', type: 'Bot', mail: 'bot@example.com', token: 'bot-token', access: access('push') },
    { login: 'mara', name: 'Mara Lindt', mail: 'mara@example.com', token: 'mara-token', access: access('admin') },
    {
      login: 'sam',
      name: 'Sam Okoro',
      mail: 'sam@example.com',
      token: 'sam-token',
      accountId: '5b10ac8d82e05b22cc7d4ef5',
      access: { ...access('push'), SEALED: 'push' },
    },
    { login: 'rita', mail: 'rita@example.com', token: 'rita-token', access: access('read') },
    { login: 'eve', mail: 'eve@example.com', token: 'eve-token' },
  ],
};

const running: (() => Promise<void>)[] = [];
let watch = watchExchanges();

/** Every call of every test, and each answer to it, is compared with Atlassian's description. */
afterEach(async () => {
  const found = watch.restore();
  watch = watchExchanges();
  for (const close of running.splice(0)) await close();
  expect(found).toEqual([]);
});

/** A sandbox whose clock stands still until it is moved; closed after the test. */
export async function open(more: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ now: () => start, ...options, ...more });
  running.push(sandbox.close);
  return sandbox;
}

/** Jira's client, as one of the people; an answer that does not fit its schemas is an error. */
export function as(sandbox: Sandbox, login: string): CloudClient {
  const auth = { type: 'basic', email: `${login}@example.com`, apiToken: `${login}-token` } as const;
  return createCloudClient({ host: sandbox.jiraUrl, auth, onSchemaMismatch: 'throw' });
}

/** The raw answer to a request, as one of the people. */
export async function raw(
  sandbox: Sandbox,
  login: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown; headers: Headers }> {
  const response = await fetch(`${sandbox.jiraUrl}/rest/api/3${path}`, {
    method,
    headers: {
      authorization: `Bearer ${login}-token`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
}

/** A document of one paragraph. */
export function doc(text: string) {
  return {
    type: 'doc' as const,
    version: 1 as const,
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  };
}
