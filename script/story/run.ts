import { fileURLToPath } from 'node:url';
import { accessReview } from './access-review.ts';
import { type Check, checked, table } from './check/check.ts';
import { nameOf } from './company.ts';
import { crash } from './crash.ts';
import type { Run } from './given.ts';
import { mails } from './mails.ts';
import { runNode } from './processes.ts';
import { opened, type Scene } from './scene.ts';
import { setStage } from './stage.ts';
import { reminded, supplierReview } from './supplier-review.ts';

const CHECK = fileURLToPath(new URL('./check.ts', import.meta.url));

export interface Performed {
  checks: Check[];
  table: string;
  /** Where the tracker's pages stand; undefined if it never ran. */
  pages?: string;
}

/**
 * Sets the stage, plays the story, and has it checked. What goes wrong becomes a check that does not hold.
 * @throws whatever the signal was aborted with.
 */
export async function perform(run: Run): Promise<Performed> {
  const { folder, signal } = run;
  const problems: string[] = [];
  try {
    const scene = await setStage(run);
    problems.push(...(await play(scene)));
    signal.throwIfAborted();
    for (const problem of problems) scene.story.tell(`Not as it should be: ${problem}`);
    const checks = [told(problems), ...(await checkAfresh(folder, signal))];
    return { checks, table: table(checks), pages: scene.pages };
  } catch (error) {
    signal.throwIfAborted();
    const checks = [told([...problems, messageOf(error)])];
    return { checks, table: table(checks) };
  }
}

/** Plays the chapters side by side. @returns what was expected and not seen; [] if all was. */
async function play(scene: Scene): Promise<string[]> {
  const told = tellOpenings(scene);
  const after = (chapter: (scene: Scene) => Promise<void>) => told.then(() => chapter(scene));
  // The crash comes once everyday has been seen: a task that is done, and a reminder of one that is not.
  const everyday = Promise.all([after(accessReview), after(reminded)]);
  const chapters = [everyday.then(() => crash(scene)), after(supplierReview), mails(scene)];
  const ends = await Promise.allSettled(chapters);
  // What ended the whole story ended each of its chapters.
  return [...new Set(ends.flatMap((end) => (end.status === 'rejected' ? [messageOf(end.reason)] : [])))];
}

async function tellOpenings(scene: Scene): Promise<void> {
  for (const title of ['Access review', 'Supplier review']) {
    const { name, title: whole, assignee = 'nobody' } = await opened(scene, title);
    scene.story.tell(`dutybound opens ${name} "${whole}" and assigns it to ${nameOf(assignee)}.`);
  }
}

/** Has a process of its own look at everything. */
async function checkAfresh({ path }: Run['folder'], signal: AbortSignal): Promise<Check[]> {
  const { out, err } = await runNode([CHECK, '--folder', path, '--json'], process.env, path, signal);
  if (out === '') throw new Error(`the check could not run: ${err}`);
  return JSON.parse(out) as Check[];
}

function told(problems: string[]): Check {
  return checked('story', problems, 'everything was seen as told');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
