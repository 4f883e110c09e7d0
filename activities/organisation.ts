import { canonical } from '../register/canonical.ts';
import type { ProgrammeVersion } from '../register/programmes.ts';
import type { Reads } from '../register/register.ts';
import type { Account } from '../register/trackers.ts';
import { dateAt } from '../rules/calendar/local-day.ts';
import type { Organisation } from '../rules/organisation.ts';
import { tiedTo } from '../rules/plan/owed-dates.ts';
import { owedBy } from '../rules/plan/renewals.ts';
import type { Applied } from '../rules/plan/terms.ts';
import type { Duty, Programme } from '../rules/programme.ts';
import { inPresentShape } from '../rules/programme-shapes.ts';
import type { Instant } from '../rules/time.ts';
import { approversOf } from '../rules/weakening/people.ts';
import { calendarOn } from './holidays.ts';

/** Stands for the engine's own account among the people's. */
export const ENGINE = '(engine)';

/** What a version of the programme has in force, as the register keeps it. */
export interface InForce {
  /** The effective programme: weakened keys that nobody approved yet have their old values. */
  programme: Programme;
  /** By duty: since when its cadence counts, and the version whose terms it opens under. */
  applied: Record<string, Applied>;
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

/**
 * Since when each cadence counts: from the moment its version was applied; unchanged duties go on counting from when theirs was
 * (domain, section 3).
 */
export function cadences(before: InForce | undefined, next: Programme, fresh: Applied): Record<string, Applied> {
  return Object.fromEntries(owedBy(next).map((duty) => [duty.id, cadenceOf(before, next, duty, fresh)]));
}

function cadenceOf(before: InForce | undefined, next: Programme, duty: Duty, fresh: Applied): Applied {
  const standing = before?.applied[duty.id];
  const former = before && owedBy(before.programme).find((d) => d.id === duty.id);
  if (!standing || !former || canonical(datesOf(before.programme, former)) !== canonical(datesOf(next, duty)))
    return fresh;
  return { at: standing.at, version: fresh.version };
}

/** Read back from the register, the keys of an object stand in another order: compare it as canonical JSON. */
function datesOf({ duties }: Pick<Programme, 'duties'>, duty: Duty): object {
  const { id, first, every, before, until, backfill, shift, subjects } = duty;
  const other = tiedTo(duties, duty);
  return {
    ...{ first, every, before, until, backfill, shift },
    subjects: subjects.map((s) => s.id),
    ...(other && { of: datesOf({ duties: duties.filter((d) => d.id !== id) }, other) }),
  };
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
