import type { Notices } from '../integrations/notices/notices.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import type { HookNotes } from '../register/hooks.ts';
import type { Account } from '../register/trackers.ts';
import type { Programme, Tracker } from '../rules/programme.ts';
import type { Instant } from '../rules/time.ts';
import type { Finding, Locate } from './doctor/finding.ts';
import { examineToken } from './doctor/login.ts';
import { findingsOf, look } from './doctor/look.ts';
import { type Channel, examineChannel, withoutChannels } from './doctor/notices.ts';
import { examinePeople, withoutAccount } from './doctor/people.ts';
import { examineTracker } from './doctor/tracker.ts';
import { ENGINE } from './organisation.ts';

/** Longest look at all people of one tracker, ms: two calls each. */
const PEOPLE_MS = 120_000;

/** What a programme relies on outside. */
export interface SetUp {
  programme: Programme;
  /** By id; a tracker that could not be constructed is left out. */
  trackers: ReadonlyMap<string, Tickets>;
  /** By channel, without those that could not be constructed; undefined if they are not to be looked at. */
  notices: ReadonlyMap<Channel, Notices> | undefined;
  /** Accounts as resolved before. */
  known: Account[];
  /** By tracker, what the engine saw of its webhook; left out where the register was not asked. */
  hooks?: ReadonlyMap<string, HookNotes>;
  locate: Locate;
  /** Which day it is; without it the last days of tokens are not looked at. */
  now?: Instant;
}

/** What was found, and whose account is which: for `apply` to keep, the engine's own among them. */
export interface Examination {
  findings: Finding[];
  accounts: Account[];
}

/**
 * Looks at everything that `apply` relies on: trackers, people, notices. Writes nothing and tells everything at once, whatever fails
 * or does not answer. `doctor` prints it, and `apply` refuses while something stands in its way.
 */
export async function examine(setUp: SetUp): Promise<Examination> {
  const { programme, notices, locate } = setUp;
  const trackers = Promise.all(programme.trackers.map((tracker) => examineWithPeople(setUp, tracker)));
  const channels = [...(notices ?? [])].map(([name, channel]) =>
    findingsOf({ name, place: locate('notices', name) }, () => examineChannel(name, channel, locate)),
  );
  const examined = await trackers;
  const findings = [
    ...examined.flatMap((e) => e.findings),
    ...withoutAccount(programme, locate),
    ...(notices ? withoutChannels(programme) : []),
    ...(await Promise.all(channels)).flat(),
  ];
  return { findings, accounts: examined.flatMap((e) => e.accounts) };
}

async function examineWithPeople(setUp: SetUp, tracker: Tracker): Promise<Examination> {
  const { programme, trackers, known, hooks, locate, now } = setUp;
  const token = now ? examineToken(tracker, programme.zone, now, locate) : [];
  const tickets = trackers.get(tracker.id);
  if (!tickets) return { findings: token, accounts: [] };
  const place = locate('trackers', tracker.id);
  const notes = hooks?.get(tracker.id);
  const seen = await look({ name: tracker.id, place }, () => examineTracker(tracker, tickets, locate, notes));
  if ('failed' in seen) return { findings: [...token, seen.failed], accounts: [] };
  const { self } = seen;
  const findings = [...seen.findings, ...token];
  if (!self) return { findings, accounts: [] };
  const own = { tracker: tracker.id, person: ENGINE, login: self.login, accountId: self.id };
  const people = await look({ name: 'people', place, ms: PEOPLE_MS }, (signal) =>
    examinePeople(programme, tracker, tickets, { self, known }, locate, signal),
  );
  if ('failed' in people) return { findings: [...findings, people.failed], accounts: [own] };
  return { findings: [...findings, ...people.findings], accounts: [own, ...people.accounts] };
}
