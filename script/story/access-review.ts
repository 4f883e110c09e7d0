import { nameOf, REPOSITORY, STRANGER } from './company.ts';
import { answer, closes, comments, opened, type Scene } from './scene.ts';
import { said } from './story.ts';
import { until } from './until.ts';

const EXPORT = 'user,role\nsam-okoro,operator\npriya-nair,reader\n';

/** A task from its opening to its verification: closed empty, closed complete, a stranger's word, the verifier's. */
export async function accessReview(scene: Scene): Promise<void> {
  const { story, sandbox } = scene;
  const { number } = await opened(scene, 'Access review');

  await closes(scene, 'sam-okoro', number);
  story.tell(`Sam Okoro closes #${number} without attaching anything.`);
  const missing = await answer(scene, number, 'Reopened, because');
  await isOpenAgain(scene, number);
  story.tell(`dutybound reopens #${number} and says what is missing: "${missing}"`);

  const file = await sandbox.act.commitFile('sam-okoro', REPOSITORY, 'evidence/export.csv', Buffer.from(EXPORT));
  await comments(scene, 'sam-okoro', number, `All accounts as of today: [export.csv](${file.permalink})`);
  await comments(scene, 'sam-okoro', number, 'removals: none needed, because nobody has left since last time');
  await closes(scene, 'sam-okoro', number);
  story.tell(`Sam links export.csv, writes why no removals were needed, and closes #${number} again.`);
  const asked = await answer(scene, number, 'handed this in');
  story.tell(`dutybound freezes the evidence; #${number} now says "${await keptLine(scene, number)}".`);
  story.tell(`dutybound asks the verifier: "${asked}"`);

  await comments(scene, STRANGER, number, '/accept');
  story.tell(
    `${nameOf(STRANGER)}, who can comment here but has no part in the programme, writes /accept on #${number}.`,
  );
  story.tell(`His word does not count: "${await answer(scene, number, 'was not recorded')}"`);

  await comments(scene, 'mara-lindt', number, '/accept');
  story.tell(`Mara Lindt, the verifier, who did none of the work, writes /accept on #${number}.`);
  story.tell(`#${number} is done: "${await answer(scene, number, 'Verified by')}"`);
}

async function isOpenAgain({ tracker, signal }: Scene, number: number): Promise<void> {
  const look = async () => (await tracker.issues()).find((issue) => issue.number === number && issue.state === 'open');
  await until(`#${number} to be open again`, look, signal);
}

/** Waits for the line of the ticket that names the file of which dutybound has a copy. */
function keptLine({ tracker, signal }: Scene, number: number): Promise<string> {
  const look = async () => {
    const body = (await tracker.issues()).find((issue) => issue.number === number)?.body ?? '';
    const line = body.split('\n').find((each) => each.includes('✓') && each.includes(', kept '));
    return line && said(line.replace('- ', ''));
  };
  return until(`#${number} to name the file that is kept`, look, signal);
}
