import type { Act } from '../act/act.ts';
import type { Comment, Ticket } from '../store/model.ts';
import { fullName } from '../store/store.ts';
import { drawWhole } from './draw.ts';
import { type Paper, readPaper } from './paper.ts';
import type { Temper } from './temper.ts';

/** Somebody with an account and a desk. */
export interface Colleague {
  login: string;
  name: string;
}

/** What all of a staff share. Days are local, `YYYY-MM-DD`; instants are epoch ms. */
export interface Office {
  act: Act;
  people: readonly Colleague[];
  /** The engine's login: what it writes is read, and answered. */
  engine: string;
  temper: Temper;
  seed: number;
  dayOf(at: number): string;
  /** @returns when people act on that day. */
  hourOf(day: string): number;
}

/** Something that somebody means to do. */
export interface Intention {
  /** Tells it apart on its ticket for ever: what was done is not done again for the same cause. */
  id: string;
  day: string;
  who: string;
  does(): void;
}

/** A ticket as staff see it. */
export interface Case {
  office: Office;
  ticket: Ticket;
  paper: Paper;
  /** Its title without a nonconformity's number and grade: what draws are about. */
  name: string;
  doer: Colleague | undefined;
}

/** How the tickets of one kind are worked: whatever people mean to do next with one, as it stands now. */
export type Work = (one: Case) => Intention[];

/** @returns the ticket as the office sees it. */
export function caseOf(office: Office, ticket: Ticket): Case {
  const login = ticket.assignees[0]?.login;
  return {
    office,
    ticket,
    paper: readPaper(ticket.body ?? ''),
    name: ticket.title.replace(/^NC-\d+-\d+( \((minor|major)\))?: /, ''),
    doer: office.people.find((person) => person.login === login),
  };
}

/** @returns the colleagues of these names. */
export function named({ office }: Case, names: readonly string[]): Colleague[] {
  return office.people.filter(({ name }) => names.includes(name));
}

/** @returns the day that is drawn so many days after `since`, on a working day, and not before the day after it. */
export function dayAfter(one: Case, since: number, [least, most]: readonly [number, number], about: string): string {
  const { office, name } = one;
  const day = office.dayOf(since);
  return workingDay(plusDays(day, Math.max(1, drawWhole(least, most, office.seed, name, about, day))));
}

/** @returns the day so many days later. */
export function plusDays(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
}

/** @returns the day itself, or the Monday after a weekend. */
export function workingDay(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 6 ? plusDays(day, 2) : weekday === 0 ? plusDays(day, 1) : day;
}

/** @returns the day itself, or the Friday before a weekend. */
export function workingDayBefore(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 6 ? plusDays(day, -1) : weekday === 0 ? plusDays(day, -2) : day;
}

/** Writes a comment in somebody's name. */
export function says({ office, ticket }: Case, who: Colleague, text: string): void {
  office.act.comment(who.login, fullName(ticket.repository), ticket.number, text);
}

/** @returns the comments of somebody, or of the engine, oldest first. */
export function commentsBy({ ticket }: Case, login: string): Comment[] {
  return ticket.comments.filter(({ author }) => author.login === login);
}
