import { TrackerError } from '../../integrations/tickets/errors.ts';
import type { ResolvedAccount, Tickets } from '../../integrations/tickets/port.ts';
import type { Account } from '../../register/trackers.ts';
import type { Person, PersonId, Programme, Tracker } from '../../rules/programme.ts';
import type { Finding, Locate } from './finding.ts';

/** People looked up at once. */
const AT_ONCE = 5;

/** The people's accounts at one tracker, resolved to immutable ids, and what was found of them. */
export interface PeopleExamined {
  findings: Finding[];
  accounts: Account[];
}

/** What each login is compared with. */
export interface Registered {
  /** The engine's own account: nobody in the programme. */
  self: ResolvedAccount;
  /** Accounts as resolved before. */
  known: Account[];
}

/**
 * Resolves each person's login. Somebody unknown or gone, the engine's own account, and a login that points to another account than
 * before are problems (domain: authority).
 * @param signal ends it early: nobody waits any more.
 */
export async function examinePeople(
  { people }: Programme,
  tracker: Tracker,
  tickets: Tickets,
  registered: Registered,
  locate: Locate,
  signal?: AbortSignal,
): Promise<PeopleExamined> {
  const all: PeopleExamined = { findings: [], accounts: [] };
  const named = people.filter((p) => p.accounts[tracker.kind]);
  for (let i = 0; i < named.length && !signal?.aborted; i += AT_ONCE) {
    const found = named
      .slice(i, i + AT_ONCE)
      .map((person) => examinePerson(person, tracker, tickets, registered, locate));
    for (const one of await Promise.all(found)) {
      if ('level' in one) all.findings.push(one);
      else all.accounts.push(one);
    }
  }
  return all;
}

async function examinePerson(
  { id: person, name, accounts }: Person,
  tracker: Tracker,
  tickets: Tickets,
  { self, known }: Registered,
  locate: Locate,
): Promise<Finding | Account> {
  const login = accounts[tracker.kind] ?? '';
  // An account's id says nothing to people.
  const whose = `${login} (${name})`;
  const problem = { name: 'people', level: 'problem', place: locate('people', person, tracker.kind) } as const;
  try {
    const found = await tickets.account(login);
    const before = known.find((a) => a.tracker === tracker.id && a.person === person && isSame(a.login, login));
    if (!found) return { ...problem, ...absent(whose, tracker, before) };
    const wrong = wrongAccount(whose, tracker, found, self, before);
    if (wrong) return { ...problem, ...wrong };
    return { tracker: tracker.id, person, login: found.login, accountId: found.id };
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    const found = `${whose} could not be looked up: ${error.message}`;
    return { ...problem, what: 'not-looked-up', found, fix: 'try again' };
  }
}

/** @returns notes on people who have no account where they need one: how they hear, or that they do not. */
export function withoutAccount(programme: Programme, locate: Locate): Finding[] {
  const kinds = [...new Set(programme.trackers.map((t) => t.kind))];
  return programme.people.flatMap((person) =>
    lackedBy(person, kinds, programme).map((kind): Finding => {
      const found = `${person.id} has no ${kind} account: ${howTold(person, programme.notices)}`;
      return { name: 'people', level: 'note', what: 'no-account', place: locate('people', person.id), found };
    }),
  );
}

/** Of several kinds, one suffices for whoever gets no tickets at the others; deciding is the parser's to check. */
function lackedBy(person: Person, kinds: Tracker['kind'][], programme: Programme): string[] {
  const lacked = kinds.filter((kind) => person.accounts[kind] === undefined);
  if (lacked.length === kinds.length) return [lacked.join(' or ')];
  const owned = programme.duties.filter(({ owner, subjects }) =>
    [owner, ...subjects.flatMap((s) => s.owner ?? [])].some((who) => isWho(programme, who, person.id)),
  );
  const needed = new Set(owned.map((d) => programme.trackers.find((t) => t.id === d.tracker)?.kind));
  return lacked.filter((kind) => needed.has(kind));
}

function isWho({ roles }: Programme, who: string, person: PersonId): boolean {
  return who === person || (who.startsWith('role:') && (roles[who.slice('role:'.length)] ?? []).includes(person));
}

function howTold({ channel, mail }: Person, notices: Programme['notices']): string {
  if (channel === 'chat' && notices.chat) return 'told by chat';
  return notices.mail && mail ? 'told by mail' : 'hears nothing, for there is no other way either';
}

/** Trackers take a login in any case. */
function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

type Wrong = Pick<Finding, 'what' | 'found' | 'fix' | 'allowed'>;

function absent(whose: string, { target }: Tracker, before: Account | undefined): Wrong {
  const allowed = `somebody who can be assigned in ${target}`;
  if (before)
    return {
      what: 'deactivated-person',
      found: `${whose} could be assigned in ${target} when the programme was applied, and can be no longer: the account is gone, or its access`,
      fix: 'give the account access again, or put somebody else in their place',
      allowed,
    };
  return {
    what: 'unknown-person',
    found: `${whose} does not exist, or cannot be assigned in ${target}`,
    fix: 'correct it, or give the account access',
    allowed,
  };
}

function wrongAccount(
  whose: string,
  { target }: Tracker,
  found: ResolvedAccount,
  self: ResolvedAccount,
  before: Account | undefined,
): Wrong | undefined {
  if (found.id === self.id)
    return {
      what: 'engine-account',
      found: `${whose} is the engine's own account, which is nobody in the programme`,
      fix: 'give the engine an account of its own',
      allowed: `anybody else who can be assigned in ${target}`,
    };
  if (before && before.accountId !== found.id)
    return {
      what: 'other-account',
      found: `${whose} points to another account than before`,
      fix: 'make sure who it is, then apply under a new login',
      allowed: 'the account that it pointed to when it was applied',
    };
  return undefined;
}
