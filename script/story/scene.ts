import type { SandboxClient } from '../../sandbox/client.ts';
import { ENGINE, type Login, REPOSITORY } from './company.ts';
import { type Story, said } from './story.ts';
import type { Issue, IssueComment, Tracker } from './tracker.ts';
import { until } from './until.ts';

/** What the chapters act on and look at. */
export interface Scene {
  story: Story;
  signal: AbortSignal;
  tracker: Tracker;
  sandbox: SandboxClient;
  /** The register's file. */
  register: string;
  /** Where its pages stand. */
  pages: string;
  /** Runs a command of dutybound to its end. @returns what it printed. @throws Error with its message if it fails. */
  dutybound(...args: string[]): Promise<string>;
  /** Process ids of the workers started so far, the latest last. */
  workers: number[];
}

/** Waits for a ticket whose title begins so. */
export function opened({ tracker, signal }: Scene, title: string, seconds = 30): Promise<Issue> {
  const look = async () => (await tracker.issues()).find((issue) => issue.title.startsWith(title));
  return until(`a ticket "${title} …"`, look, signal, seconds);
}

/** Waits for a comment of dutybound on a ticket. @returns what it says. */
export async function answer(scene: Scene, number: number, words: string, seconds = 30): Promise<string> {
  const look = async () => (await answersOn(scene, number)).find(({ body }) => body.includes(words));
  return said((await until(`dutybound's comment "… ${words} …" on #${number}`, look, scene.signal, seconds)).body);
}

/** @returns the comments that dutybound wrote on a ticket so far. */
export async function answersOn({ tracker }: Scene, number: number): Promise<IssueComment[]> {
  return (await tracker.commentsOn(number)).filter(({ user }) => user.login === ENGINE);
}

/** Somebody writes a comment. */
export async function comments({ sandbox }: Scene, login: Login, number: number, text: string): Promise<void> {
  await sandbox.act.comment(login, REPOSITORY, number, text);
}

/** Somebody closes a ticket as done. */
export async function closes({ sandbox }: Scene, login: Login, number: number): Promise<void> {
  await sandbox.act.close(login, REPOSITORY, number, 'completed');
}
