import type { Tickets } from '../../../../integrations/tickets/port.ts';
import type { Sandbox, SandboxOptions } from '../../../../sandbox/sandbox.ts';
import type { StoryClock } from '../../../../workers/simulation/clock.ts';
import { githubBoard } from './github.ts';
import { jiraBoard } from './jira.ts';

/** In which tracker a story takes place; its id in the programme is the same. */
export const KINDS = ['github', 'jira'] as const;
export type Kind = (typeof KINDS)[number];

/** A ticket as people see it. */
export interface SeenTicket {
  number: number;
  /** What people call it. */
  name: string;
  title: string;
  /** `gone`: deleted, or where the engine may not look. */
  state: 'open' | 'done' | 'dropped' | 'gone';
  labels: string[];
  /** Logins. */
  assignees: string[];
  /** Its description, as Markdown. */
  body: string;
  /** What the engine wrote, as Markdown without its marks. */
  said: string[];
  /** Keys by which the engine knows the ticket again, and the comments that it wrote. */
  keys: string[];
  marks: string[];
  /** Title of the ticket that it is a part of. */
  parent?: string;
}

/** Where a ticket is, as acts name it. */
export interface Spot {
  place: string;
  number: number;
}

/** A tracker with a story in it. */
export interface Board {
  kind: Kind;
  tickets: Tickets;
  /** What people type before a command. */
  prefix: '/' | '!';
  /** Repositories or projects: the story's own, one where the engine works, too, one where it may not look. */
  places: { home: string; elsewhere: string; sealed: string };
  /** All of the story's tickets, the oldest first. */
  seen(): SeenTicket[];
  /** @returns where a ticket is now. @throws Error if there is none of that number. */
  spotOf(number: number): Spot;
  /** @returns the id of somebody's last comment on a ticket, 0 if they wrote none. */
  lastComment(number: number, login: string): number;
  /** Tells of each change: the ticket's id, and who made it. */
  onChange(hear: (ticket: string, login: string) => void): void;
}

/** The engine's own login, and the token that it begins with. */
export const ENGINE = 'dutybound-bot';
export const TOKEN = 'engine-token';
/** Read at each call. */
export const token = { engine: TOKEN };

/** Between look-ups: leases are prolonged by the machine's clock, and would run out if the story's went on meanwhile. */
export async function noWait(): Promise<void> {}

const REPOSITORIES = { home: 'example/isms', elsewhere: 'example/attic', sealed: 'example/sealed' };
const PROJECTS = { home: 'ISMS', elsewhere: 'ATTIC', sealed: 'SEALED' };
export const PLACES: Record<Kind, Board['places']> = { github: REPOSITORIES, jira: PROJECTS };

/** @returns the board of a sandbox in the story's time. */
export function boardOf(kind: Kind, sandbox: Sandbox, clock: StoryClock): Board {
  return kind === 'jira' ? jiraBoard(sandbox, clock) : githubBoard(sandbox, clock);
}

/** @returns by what the programme knows somebody at a tracker. */
export function accountAt(kind: Kind, login: string): string {
  return kind === 'jira' ? `712020:${login}` : login;
}

/** The company in its tracker. @returns what the sandbox starts with. */
export function companyAt(kind: Kind): Pick<SandboxOptions, 'repositories' | 'projects' | 'people'> {
  const { home, elsewhere, sealed } = PLACES[kind];
  const staff = { [home]: 'push', [elsewhere]: 'push', [sealed]: 'push' } as const;
  const people = [
    { login: ENGINE, mail: 'bot@example.com', token: TOKEN, access: { [home]: 'push', [elsewhere]: 'push' } },
    { login: 'sam-okoro', name: 'Sam Okoro', access: staff },
    { login: 'mara-lindt', name: 'Mara Lindt', access: { ...staff, [home]: 'admin' } },
    { login: 'priya-nair', name: 'Priya Nair', access: staff },
    { login: 'dana-roth', name: 'Dana Roth', access: staff },
    { login: 'elena-costa', name: 'Elena Costa', access: staff },
    { login: 'some-contractor', name: 'Some Contractor', access: { [home]: kind === 'jira' ? 'push' : 'triage' } },
  ] as const;
  const names = [home, elsewhere, sealed];
  return {
    repositories: kind === 'github' ? names.map((name) => ({ name, private: true })) : [],
    projects: kind === 'jira' ? names.map((key) => ({ key, name: key, kind: 'simple' })) : [],
    people: people.map((each) => ({ ...each, accountId: accountAt('jira', each.login) })),
  };
}
