import { fileURLToPath } from 'node:url';
import { accessReview } from './access-review.ts';
import type { Check } from './check/check.ts';
import { crash } from './crash.ts';
import { mails } from './mails.ts';
import { runNode } from './processes.ts';
import { nameOf } from './company.ts';
import { opened, type Scene } from './scene.ts';
import { supplierReview } from './supplier-review.ts';

const CHECK = fileURLToPath(new URL('./check.ts', import.meta.url));

/** Plays the story, its chapters side by side. @returns what was expected and not seen; [] if all was. */
export async function play(scene: Scene): Promise<string[]> {
  const chapters = [tellOpenings(scene), accessReview(scene).then(() => crash(scene)), supplierReview(scene), mails(scene)];
  const ends = await Promise.allSettled(chapters);
  return ends.flatMap((end) => (end.status === 'rejected' ? [messageOf(end.reason)] : []));
}

async function tellOpenings(scene: Scene): Promise<void> {
  for (const title of ['Access review', 'Supplier review']) {
    const { number, title: whole, assignees } = await opened(scene, title);
    const who = nameOf(assignees[0]?.login ?? 'nobody');
    scene.story.tell(`dutybound opens #${number} "${whole}" and assigns it to ${who}.`);
  }
}

/** Has a process of its own look at everything afresh. @returns its findings and the table that it prints. */
export async function check(folder: string, signal: AbortSignal): Promise<{ checks: Check[]; table: string }> {
  const { out, err } = await runNode([CHECK, '--folder', folder, '--json'], process.env, folder, signal);
  if (out === '') throw new Error(`the check could not run: ${err}`);
  return JSON.parse(out) as { checks: Check[]; table: string };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
