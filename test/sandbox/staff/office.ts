import { afterEach, beforeEach } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.ts';
import { createStaff, type Staff } from '../../../sandbox/staff/staff.ts';
import type { TemperName } from '../../../sandbox/staff/temper.ts';

export const REPO = 'example/isms';
export const BODY = `**Check who can reach production. Due Fri 16 Apr 2027.**

- ○ **export**: users and roles, at most 14 days old
- ○ **report**: the report (to be kept: commit it to the repository and link it)
- ○ **removals**: proof that they were done, or "none needed, because …"

Sam Okoro does it · Mara Lindt checks it · after Fri 30 Apr it counts as missed.
Not yours? Change the assignee. Need longer? Comment \`/extend 2027-04-23 because …\`. Anything else: \`/help\`.`;
export const HANDED_IN = 'Sam Okoro did it, 14 Apr · Mara Lindt or Jonas Weber checks it by 21 Apr · on time';

/** A tracker in which Sam and Mara work, on 1 April 2027 in the morning, anew for each test. */
export interface Office {
  readonly sandbox: Sandbox;
  staff(temper?: TemperName, seed?: number): Staff;
  /** Opens a ticket of Sam's. @returns its number. */
  open(title: string, body?: string, labels?: string[]): number;
  ticket(number: number): ReturnType<typeof ticketIn>;
  /** Lets people work until a day. @returns the days on which they did something. */
  work(by: Staff, until: string): string[];
}

/** @returns the office of each test; to be called once, outside of them. */
export function office(): Office {
  let now: number;
  let sandbox: Sandbox;
  beforeEach(async () => {
    now = Date.parse('2027-04-01T08:00:00Z');
    const access = { [REPO]: 'push' } as const;
    const people = ['engine', 'sam', 'mara'].map((login) => ({ login, access }));
    sandbox = await startSandbox({ now: () => now, repositories: [{ name: REPO, private: true }], people });
  });
  afterEach(() => sandbox.close());

  return {
    get sandbox() {
      return sandbox;
    },
    staff(temper = 'punctual', seed = 1) {
      return createStaff(sandbox, {
        people: [
          { login: 'sam', name: 'Sam Okoro' },
          { login: 'mara', name: 'Mara Lindt' },
        ],
        engine: 'engine',
        temper,
        seed,
        dayOf: (at) => new Date(at).toISOString().slice(0, 10),
        hourOf: (day) => Date.parse(`${day}T10:00:00Z`),
      });
    },
    open(title, body = BODY, labels = ['isms', 'isms/review']) {
      const { number } = sandbox.act.createIssue('engine', REPO, { title, body, labels: [], assignees: ['sam'] });
      for (const label of labels) sandbox.act.label('engine', REPO, number, label);
      return number;
    },
    ticket: (number) => ticketIn(sandbox, number),
    work(by, until) {
      const days: string[] = [];
      for (let at = by.nextAt(now); at !== undefined && at < Date.parse(until); at = by.nextAt(now)) {
        now = Math.max(now, at);
        by.act(now);
        days.push(new Date(now).toISOString().slice(0, 10));
      }
      return days;
    },
  };
}

function ticketIn(sandbox: Sandbox, number: number) {
  const found = sandbox.store.repositories[0]?.tickets.get(number);
  if (!found) throw new Error(`no ticket ${number}`);
  return found;
}
