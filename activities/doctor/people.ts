import { TrackerError } from '../../integrations/tickets/errors.ts';
import type { ResolvedAccount, Tickets } from '../../integrations/tickets/port.ts';
import type { Account } from '../../register/trackers.ts';
import type { Person, Programme, Tracker } from '../../rules/programme.ts';
import type { Finding, Locate } from './finding.ts';

/** The people's accounts at one tracker, resolved to immutable ids, and what was found of them. */
export interface PeopleExamined {
  findings: Finding[];
  accounts: Account[];
}

/**
 * Resolves each person's login. Somebody unknown, the engine's own account, and a login that points to another account than before
 * are problems (domain: authority).
 * @param self the engine's own account: nobody in the programme. @param known accounts as resolved before.
 */
export async function examinePeople(
  { people }: Programme,
  tracker: Tracker,
  tickets: Tickets,
  self: ResolvedAccount,
  known: Account[],
  locate: Locate,
): Promise<PeopleExamined> {
  const findings: Finding[] = [];
  const accounts: Account[] = [];
  for (const person of people) {
    const login = person.accounts[tracker.kind];
    if (!login) continue;
    const place = locate('people', person.id, tracker.kind);
    try {
      const found = await tickets.account(login);
      const before = known.find((a) => a.tracker === tracker.id && a.person === person.id && isSame(a.login, login));
      const problem = problemWith(login, tracker, found, self, before);
      if (problem) findings.push({ name: 'people', level: 'problem', place, ...problem });
      else if (found)
        accounts.push({ tracker: tracker.id, person: person.id, login: found.login, accountId: found.id });
    } catch (error) {
      if (!(error instanceof TrackerError)) throw error;
      findings.push({
        name: 'people',
        level: 'problem',
        place,
        found: `${login} could not be looked up: ${error.message}`,
        fix: 'try again',
      });
    }
  }
  return { findings, accounts };
}

/** @returns notes on people who have no account: how they hear, or that they do not. */
export function withoutAccount({ people, trackers, notices }: Programme, locate: Locate): Finding[] {
  const kinds = [...new Set(trackers.map((t) => t.kind))];
  return people.flatMap((person) =>
    kinds
      .filter((kind) => person.accounts[kind] === undefined)
      .map((kind): Finding => {
        const found = `${person.id} has no ${kind} account: ${howTold(person, notices)}`;
        return { name: 'people', level: 'note', place: locate('people', person.id), found };
      }),
  );
}

function howTold({ channel, mail }: Person, notices: Programme['notices']): string {
  if (channel === 'chat' && notices.chat) return 'told by chat';
  return notices.mail && mail ? 'told by mail' : 'hears nothing, for there is no other way either';
}

/** Trackers take a login in any case. */
function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function problemWith(
  login: string,
  { target }: Tracker,
  found: ResolvedAccount | undefined,
  self: ResolvedAccount,
  before: Account | undefined,
): Pick<Finding, 'found' | 'fix'> | undefined {
  if (!found)
    return {
      found: `${login} does not exist, or cannot be assigned in ${target}`,
      fix: 'correct the login, or give the account access',
    };
  if (found.id === self.id)
    return {
      found: `${login} is the engine's own account, which is nobody in the programme`,
      fix: 'give the engine an account of its own',
    };
  if (before && before.accountId !== found.id)
    return {
      found: `${login} points to another account than before`,
      fix: 'make sure who it is, then apply under a new login',
    };
  return undefined;
}
