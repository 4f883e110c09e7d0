import { nameOf } from './company.ts';
import { answer, answersOn, opened, type Scene } from './scene.ts';
import { said } from './story.ts';
import type { Issue } from './tracker.ts';
import { until } from './until.ts';

const MISSED_WITHIN = 60;
const MAJOR_WITHIN = 60;

/** A task that nobody does: chased, missed, followed by a nonconformity that nobody works on either, until it is major. */
export async function supplierReview(scene: Scene): Promise<void> {
  const { story } = scene;
  const review = await opened(scene, 'Supplier review');
  const heard = new Set<number>();

  const nonconformity = await until(
    'the nonconformity of the missed review',
    async () => {
      await tellAnswers(scene, review.number, heard);
      return (await scene.tracker.issues()).find(({ title }) => title.startsWith('NC-'));
    },
    scene.signal,
    MISSED_WITHIN,
  );
  const owner = nameOf(nonconformity.assignees[0]?.login ?? 'nobody');
  story.tell(
    `The review is missed, so dutybound raises a nonconformity and gives it to ${owner}: #${nonconformity.number} "${nonconformity.title}".`,
  );

  const turned = (issue: Issue | undefined) => issue?.labels.some(({ name }) => name === 'isms/major') && issue;
  const major = await until(
    `#${nonconformity.number} to turn major`,
    async () => {
      await tellAnswers(scene, review.number, heard);
      await tellAnswers(scene, nonconformity.number, heard);
      const all = await scene.tracker.issues();
      return turned(all.find(({ number }) => number === nonconformity.number)) || undefined;
    },
    scene.signal,
    MAJOR_WITHIN,
  );
  story.tell(`Nobody resolved #${major.number} by its deadline, so it becomes major: now "${major.title}".`);
  await until(
    'the comment that says why it is major',
    () => tellAnswers(scene, major.number, heard, 'is now major'),
    scene.signal,
  );
}

/** Waits for the reminder that the task gets before it is due. */
export async function reminded(scene: Scene): Promise<void> {
  const { number } = await opened(scene, 'Supplier review');
  await answer(scene, number, 'this is due on');
}

/** Tells each new comment of dutybound on a ticket. @returns whether one with those words was among all so far. */
async function tellAnswers(scene: Scene, number: number, heard: Set<number>, words = ''): Promise<true | undefined> {
  const answers = await answersOn(scene, number);
  for (const { id, body } of answers.filter(({ id }) => !heard.has(id))) {
    heard.add(id);
    scene.story.tell(`dutybound on #${number}: "${said(body)}"`);
  }
  return answers.some(({ body }) => body.includes(words)) || undefined;
}
