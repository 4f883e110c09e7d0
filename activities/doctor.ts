import type { Notices } from '../integrations/notices/notices.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import type { Account } from '../register/trackers.ts';
import type { Programme } from '../rules/programme.ts';
import type { Finding, Locate } from './doctor/finding.ts';
import { examineNotices } from './doctor/notices.ts';
import { examinePeople, withoutAccount } from './doctor/people.ts';
import { examineTracker } from './doctor/tracker.ts';
import { ENGINE } from './organisation.ts';

/** What a programme relies on outside. */
export interface SetUp {
  programme: Programme;
  /** By id; a tracker that could not be constructed is left out. */
  trackers: ReadonlyMap<string, Tickets>;
  /** Undefined where it could not be constructed. */
  notices: Notices | undefined;
  /** Accounts as resolved before. */
  known: Account[];
  locate: Locate;
}

/** What was found, and whose account is which: for `apply` to keep, the engine's own among them. */
export interface Examination {
  findings: Finding[];
  accounts: Account[];
}

/**
 * Looks at everything that `apply` relies on: trackers, people, notices. Writes nothing and tells everything at once. `doctor` prints
 * it, and `apply` refuses while there is a problem.
 */
export async function examine({ programme, trackers, notices, known, locate }: SetUp): Promise<Examination> {
  const findings: Finding[] = [];
  const accounts: Account[] = [];
  for (const tracker of programme.trackers) {
    const tickets = trackers.get(tracker.id);
    if (!tickets) continue;
    const { findings: found, self } = await examineTracker(tracker, tickets, locate);
    findings.push(...found);
    if (!self) continue;
    accounts.push({ tracker: tracker.id, person: ENGINE, login: self.login, accountId: self.id });
    const people = await examinePeople(programme, tracker, tickets, self, known, locate);
    findings.push(...people.findings);
    accounts.push(...people.accounts);
  }
  findings.push(...withoutAccount(programme, locate));
  if (notices) findings.push(...(await examineNotices(programme, notices, locate)));
  return { findings, accounts };
}
