import type { Calendar } from './calendar/working-day.ts';
import { type Person, type PersonId, PREFIX, type Programme, type Who } from './programme.ts';
import type { Account } from './ticket.ts';
import type { LocalDate } from './time.ts';

/** Which account is which person, resolved to immutable ids when the programme was applied. */
export interface AccountLink {
  person: PersonId;
  tracker: string;
  id: string;
  login: string;
}

/** What is always current, whatever version an occurrence opened under: roles, delegates, managers, accounts, calendar. */
export interface Organisation {
  programme: Programme;
  calendar: Calendar;
  accounts: AccountLink[];
  /** The engine's own account at each tracker: it is nobody in the programme. */
  self: Record<string, Account>;
  /** The day on which its texts are written: a date of another year is shown with it. */
  today?: LocalDate;
}

/** @returns the person with this id, undefined if the programme no longer has them. */
export function personById(org: Pick<Organisation, 'programme'>, id: PersonId): Person | undefined {
  return org.programme.people.find((p) => p.id === id);
}

/** @returns the person's name, or the id of somebody who has left the programme. */
export function nameOf(org: Organisation, id: PersonId): string {
  return personById(org, id)?.name ?? id;
}

/** @returns who an account belongs to, by immutable id; undefined for strangers and for the engine itself. */
export function personOf(org: Organisation, tracker: string, account: Account): PersonId | undefined {
  return org.accounts.find((a) => a.tracker === tracker && a.id === account.id)?.person;
}

/** @returns the person's login at a tracker, undefined if they have none there. */
export function loginOf(org: Organisation, person: PersonId, tracker: string): string | undefined {
  return org.accounts.find((a) => a.person === person && a.tracker === tracker)?.login;
}

/** @returns the person whom `@login` or a mail address names. */
export function personNamed(org: Organisation, tracker: string, name: string): PersonId | undefined {
  const bare = name.replace(/^@/, '').toLowerCase();
  const link = org.accounts.find((a) => a.tracker === tracker && a.login.toLowerCase() === bare);
  return link?.person ?? org.programme.people.find((p) => p.mail?.toLowerCase() === bare)?.id;
}

/** @returns where tickets open that concern no single duty: the lead's and top management's own tracker, else the first. */
export function managementTrackerOf({ managementTracker, trackers }: Programme): string {
  return managementTracker ?? trackers[0]?.id ?? '';
}

/**
 * @param otherwise where it opens if the process names none.
 * @returns where what was found about a process opens: its own tracker, which few may read where it is about people, else the management's.
 */
export function trackerOfProcess(
  programme: Programme,
  process: string,
  otherwise: string = managementTrackerOf(programme),
): string {
  return programme.processes.find(({ id }) => id === process)?.tracker ?? otherwise;
}

/**
 * @returns a command as it is typed at that tracker, for text outside its tickets; without a tracker, or if the programme no longer has
 * it, spelled so that every tracker of the programme takes it.
 */
export function typed({ programme }: Pick<Organisation, 'programme'>, command: string, tracker?: string): string {
  const prefixes = programme.trackers.map(({ id, kind }) => ({ id, prefix: PREFIX[kind] }));
  const own = prefixes.find(({ id }) => id === tracker);
  const shared = prefixes.every(({ prefix }) => prefix === '/') ? '/' : '!';
  return `${own?.prefix ?? shared}${command}`;
}

/** Whether a tracker shows a comment as heard beside the comment itself, without an edit of its ticket. */
export function showsReactions({ programme }: Pick<Organisation, 'programme'>, tracker: string): boolean {
  return programme.trackers.some(({ id, kind }) => id === tracker && kind === 'github');
}

/** @returns where a person can work: at the `wanted` tracker if they have an account there, else at the first where they do. */
export function trackerFor(org: Organisation, person: PersonId, wanted: string): string {
  const has = (tracker: string) => loginOf(org, person, tracker) !== undefined;
  if (has(wanted)) return wanted;
  return org.programme.trackers.find(({ id }) => has(id))?.id ?? wanted;
}

/** @returns whoever a `Who` means now: a person, the holders of a role, or the manager of `about`. */
export function holders(org: Pick<Organisation, 'programme'>, who: Who, about: PersonId): PersonId[] {
  if (who === 'manager') return managersOf(org, about);
  if (who.startsWith('role:')) return org.programme.roles[who.slice(5)] ?? [];
  return [who];
}

/** @returns the person's manager as a list of none or one. */
export function managersOf(org: Pick<Organisation, 'programme'>, person: PersonId): PersonId[] {
  const manager = personById(org, person)?.manager;
  return manager ? [manager] : [];
}

/** @returns whoever leads the ISMS, the first of them first: they agree, grant, and hear of what is late (domain, section 2). */
export function leads(org: Organisation): PersonId[] {
  return org.programme.roles.lead ?? [];
}

/** @returns top management, the first of it first: it hears last, and decides what nobody else may (5.1, 5.3). */
export function topManagement(org: Organisation): PersonId[] {
  return org.programme.roles.top ?? [];
}

/**
 * Whether a person hears of what others work at in the week's digest: top management does, but for who is a lead, too (contact rule 9),
 * or gets no digest.
 */
export function hearsByWeek(org: Organisation, person: PersonId): boolean {
  return topManagement(org).includes(person) && !leads(org).includes(person) && reachable(org, person);
}

/** @returns the delegate who stands in for `person` on that local day, if any. */
export function delegateOf(org: Organisation, person: PersonId, on: LocalDate): PersonId | undefined {
  const d = personById(org, person)?.delegate;
  if (!d || (d.from && on < d.from) || (d.until && on > d.until)) return undefined;
  return d.to;
}

/** Whether a person can be told outside the ticket. */
export function reachable(org: Organisation, id: PersonId): boolean {
  const person = personById(org, id);
  const { mail, chat } = org.programme.notices;
  if (person?.channel === 'chat') return chat !== undefined;
  return mail !== undefined && person?.mail !== undefined;
}

/** @returns names joined as in a sentence: `Mara Lindt`, `Mara Lindt or Jonas Weber`. */
export function namesOf(org: Organisation, people: PersonId[], word: 'and' | 'or'): string {
  const names = people.map((p) => nameOf(org, p));
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;
}
