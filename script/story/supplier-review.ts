import { nameOf } from './company.ts';
import { answer, answersOn, now, opened, type Scene, tickets } from './scene.ts';
import { said } from './story.ts';
import type { Ticket } from './tracker/tracker.ts';
import { until } from './until.ts';

const MISSED_WITHIN = 60;
const MAJOR_WITHIN = 60;

/** A task that nobody does: chased, missed, followed by a nonconformity that nobody works on either, until it is major. */
export async function supplierReview(scene: Scene): Promise<void> {
  const { story, signal } = scene;
  const review = await opened(scene, 'Supplier review');
  const heard = new Set<string>();

  const nonconformity = await until(
    'the nonconformity of the missed review',
    async () => {
      await tellAnswers(scene, review, heard);
      return (await tickets(scene)).find(({ title }) => title.startsWith('NC-'));
    },
    signal,
    MISSED_WITHIN,
  );
  const owner = nameOf(nonconformity.assignee ?? 'nobody');
  story.tell(
    `The review is missed, so dutybound raises a nonconformity and gives it to ${owner}: ${nonconformity.name} "${nonconformity.title}".`,
  );

  const major = await until(
    `${nonconformity.name} to turn major`,
    async () => {
      await tellAnswers(scene, review, heard);
      // Read before the ticket, and told after it: what says why it is major comes after that it is.
      const answers = await answersOn(scene, nonconformity);
      const found = await now(scene, nonconformity);
      if (found?.labels.includes('isms/major')) return found;
      tellNew(scene, nonconformity, answers, heard);
      return undefined;
    },
    signal,
    MAJOR_WITHIN,
  );
  story.tell(`Nobody resolved ${major.name} by its deadline, so it becomes major: now "${major.title}".`);
  await until('the comment that says why it is major', () => tellAnswers(scene, major, heard, 'is now major'), signal);
}

/** Waits for the reminder that the task gets before it is due. */
export async function reminded(scene: Scene): Promise<void> {
  const ticket = await opened(scene, 'Supplier review');
  await answer(scene, ticket, 'this is due on');
}

/** Tells each new comment of dutybound on a ticket. @returns whether one with those words was among all so far. */
async function tellAnswers(scene: Scene, ticket: Ticket, heard: Set<string>, words = ''): Promise<true | undefined> {
  const answers = await answersOn(scene, ticket);
  tellNew(scene, ticket, answers, heard);
  return answers.some(({ text }) => text.includes(words)) || undefined;
}

function tellNew(
  { story }: Scene,
  { name }: Ticket,
  answers: Awaited<ReturnType<typeof answersOn>>,
  heard: Set<string>,
): void {
  for (const { id, text } of answers.filter(({ id }) => !heard.has(id))) {
    heard.add(id);
    story.tell(`dutybound on ${name}: "${said(text)}"`);
  }
}
