import { createJiraTickets, type JiraOptions } from '../../integrations/tickets/jira/tickets.ts';
import type { Tickets } from '../../integrations/tickets/port.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { people } from './bench.ts';

export const home = 'ISMS';
export const elsewhere = 'ATTIC';
/** The engine's account may not see it. */
export const sealed = 'SEALED';
export const secret = 'a secret for the webhook';

/** Lets everything through; demands fields, and steps one after the other. */
export type Kind = 'simple' | 'strict';
type Terms = Pick<JiraOptions, 'type' | 'subtaskType' | 'fields' | 'status' | 'resolution' | 'priority'>;

export const resolution = { done: '10000', dropped: '10001' };
export const priority = { task: '3', minor: '2', major: '1' };
const terms: Record<Kind, Terms> = {
  simple: { type: '10002', subtaskType: '10003', fields: {}, status: {}, resolution, priority },
  strict: {
    type: '10012',
    subtaskType: '10013',
    fields: {
      customfield_10417: '10221',
      customfield_10418: 'ISO/IEC 27001',
      customfield_10419: '2027-12-31',
      customfield_10420: { user: people.mara },
      customfield_10421: { option: '10230', child: '10231' },
    },
    status: { open: '10100' },
    resolution,
    priority,
  },
};

/** Accounts are called as their people are, so that the suite can name them. */
export function startJira(kind: Kind, now: () => number, pageSize: number | undefined): Promise<Sandbox> {
  const staff = { [home]: 'push', [elsewhere]: 'push', [sealed]: 'push' } as const;
  const accounts = [
    {
      login: people.engine,
      mail: 'bot@example.com',
      token: 'engine-token',
      access: { [home]: 'push', [elsewhere]: 'push' },
    },
    { login: people.sam, access: staff },
    { login: people.mara, access: { ...staff, [home]: 'admin' } },
    { login: people.stranger, access: { [home]: 'read' } },
    { login: people.outsider },
  ] as const;
  return startSandbox({
    now,
    ...(pageSize === undefined ? {} : { maxPageSize: pageSize }),
    repositories: [],
    projects: [home, elsewhere, sealed].map((key) => ({ key, name: key, kind })),
    people: accounts.map((each) => ({ ...each, accountId: each.login })),
  });
}

/** What a test has otherwise; undefined takes it away. */
export type Changes = { [Key in keyof JiraOptions]?: JiraOptions[Key] | undefined };

/** The adapter on the sandbox's Jira, as the engine's account; what differs is an error. */
export function adapterOn(sandbox: Sandbox, kind: Kind, clock: { at: number }, changes: Changes = {}): Tickets {
  return createJiraTickets({
    id: 'jira',
    site: sandbox.jiraUrl,
    project: home,
    ...terms[kind],
    quiet: true,
    auth: { mail: 'bot@example.com', token: 'engine-token' },
    webhook: { secret },
    now: () => clock.at,
    timeoutMs: 5000,
    wait: async (ms) => {
      clock.at += ms;
    },
    settleMs: 60_000,
    strict: true,
    ...changes,
  } as JiraOptions);
}
