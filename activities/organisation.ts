import type { ProgrammeVersion } from '../register/programmes.ts';
import type { Reads } from '../register/register.ts';
import type { Account } from '../register/trackers.ts';
import { dateAt } from '../rules/calendar/local-day.ts';
import type { Organisation } from '../rules/organisation.ts';
import type { InCadence } from '../rules/plan/cadences.ts';
import type { Programme } from '../rules/programme.ts';
import { inPresentShape } from '../rules/programme-shapes.ts';
import type { Instant } from '../rules/time.ts';
import { approversOf } from '../rules/weakening/people.ts';
import { calendarOn } from './holidays.ts';

/** Stands for the engine's own account among the people's. */
export const ENGINE = '(engine)';

/**
 * What a version of the programme has in force, as the register keeps it: the effective programme, whose weakened keys have their old values
 * while nobody has approved them, and since when its cadences count.
 */
export interface InForce extends InCadence {
  /** Paths of changes that wait for top management, with the programme they would make. */
  pending?: { paths: string[]; programme: Programme; accounts: Account[]; task: string; denied?: true };
  /** What was in force before top management approved the rest, and until when: what had opened by then goes on under it. */
  formerly?: { programme: Programme; until: Instant };
}

/** What is in force now, and under which number. */
export interface Current extends InForce {
  version: number;
  /** Of all that is in force: an approval makes another one of the same version. */
  hash: string;
  /** What its changes are for, where it was said. */
  because?: string;
}

/** @returns what is in force, undefined before the first `apply`. */
export async function currentProgramme(register: Pick<Reads, 'latestProgramme'>): Promise<Current | undefined> {
  const latest = await register.latestProgramme();
  if (!latest) return undefined;
  const { version, hash, because } = latest;
  return { ...inForceOf(latest), version, hash, ...(because && { because }) };
}

/** @returns what a version has in force, in the present shape whatever release kept it. */
export function inForceOf({ programme: kept }: Pick<ProgrammeVersion, 'programme'>): InForce {
  const inForce = kept as unknown as InForce;
  const programme = inPresentShape(inForce.programme);
  const { pending, formerly } = inForce;
  return {
    ...inForce,
    programme,
    ...(pending && { pending: { ...pending, programme: inPresentShape(pending.programme) } }),
    ...(formerly && { formerly: { ...formerly, programme: inPresentShape(formerly.programme) } }),
  };
}

/** @returns the programme of one version, as it was in force for what opened at that instant. @throws Error if there is none. */
export async function programmeOf(register: Reads, version: number, opened: Instant): Promise<Programme> {
  const found = await register.programme(version);
  if (!found) throw new Error(`The register has no programme version ${version}; run dutybound verify.`);
  const { programme, formerly } = inForceOf(found);
  return formerly && opened < formerly.until ? formerly.programme : programme;
}

/** @returns the organisation as it is now: roles, delegates, accounts, calendar. @throws Error before the first `apply`. */
export async function loadOrganisation(register: Reads, now: Instant): Promise<Organisation> {
  const current = await currentProgramme(register);
  if (!current) throw new Error('No programme has been applied yet; run dutybound apply.');
  return organisationOf(register, current.programme, now);
}

/**
 * @returns the organisation that a programme describes, with the accounts of those who are in it: whoever left is a stranger
 * (domain: authority). An account that two of them have is an approver's, until the change that gives it to the other one is approved.
 */
export async function organisationOf(register: Reads, programme: Programme, now: Instant): Promise<Organisation> {
  const accounts = await register.accounts();
  const approvers = approversOf(programme);
  const rank = ({ person }: Account) => (approvers.includes(person) ? 0 : 1);
  return {
    programme,
    calendar: calendarOn(programme, now),
    today: dateAt(programme.zone, now),
    accounts: accounts
      .filter((a) => isInProgramme(programme, a))
      .sort((a, b) => rank(a) - rank(b))
      .map(({ person, tracker, accountId, login }) => ({ person, tracker, login, id: accountId })),
    self: Object.fromEntries(
      accounts.filter((a) => a.person === ENGINE).map((a) => [a.tracker, { id: a.accountId, login: a.login }]),
    ),
  };
}

/** The register keeps the accounts of everybody who ever was. */
function isInProgramme({ people, trackers }: Programme, { person, tracker }: Account): boolean {
  const found = people.find(({ id }) => id === person);
  const kind = trackers.find(({ id }) => id === tracker)?.kind;
  return found !== undefined && (kind === undefined || found.accounts[kind] !== undefined);
}
