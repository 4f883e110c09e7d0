import { afterEach } from '@jest/globals';
import type { Tickets } from '../../../../integrations/tickets/port.ts';
import type { TicketRef } from '../../../../rules/ticket.ts';
import type { Issue } from '../../../../sandbox/jira/model.ts';
import type { Sandbox } from '../../../../sandbox/sandbox.ts';
import { people } from '../../../contract/bench.ts';
import { adapterOn, type Changes, type Kind, startJira } from '../../../contract/jira-site.ts';

const running: Sandbox[] = [];

afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.close();
});

/** The adapter on a sandbox of its own, closed after the test. */
export interface Site {
  sandbox: Sandbox;
  clock: { at: number };
  tickets: Tickets;
  /** Another process with the same programme, or with another one. */
  another(changes?: Changes): Tickets;
  issue(ref: TicketRef): Issue;
  /** Project and number, as acts take them. */
  place(ref: TicketRef): [string, number];
  now(): string;
  /** What the engine wrote since the last time this was asked. */
  written(): { kind: string; path: string }[];
  /** Calls since the last time this was asked. */
  calls(): number;
}

export async function openSite(kind: Kind = 'simple', changes: Changes = {}): Promise<Site> {
  const clock = { at: Date.parse('2027-04-12T07:00:00Z') };
  const sandbox = await startJira(kind, () => clock.at, undefined);
  running.push(sandbox);
  const { site, writeLog } = sandbox;
  const seen = { writes: 0, calls: 0 };
  const issue = (ref: TicketRef): Issue => {
    const found = site.issues.get(Number(ref.id));
    if (found === undefined) throw new Error(`no issue ${ref.number}`);
    return found;
  };
  return {
    sandbox,
    clock,
    tickets: adapterOn(sandbox, kind, clock, changes),
    another: (more = {}) => adapterOn(sandbox, kind, clock, { ...changes, ...more }),
    issue,
    place: (ref) => [issue(ref).project.key, issue(ref).number],
    now: () => new Date(clock.at).toISOString(),
    written() {
      const own = writeLog.writes().filter(({ login }) => login === people.engine);
      const fresh = own.slice(seen.writes).map((write) => ({ kind: write.kind, path: write.path }));
      seen.writes = own.length;
      return fresh;
    },
    calls() {
      const total = writeLog.calls().reduce((sum, { count }) => sum + count, 0);
      const fresh = total - seen.calls;
      seen.calls = total;
      return fresh;
    },
  };
}
