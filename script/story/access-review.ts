import { nameOf, STRANGER } from './company.ts';
import { answer, closes, comments, homeOf, now, opened, type Scene } from './scene.ts';
import { said } from './story.ts';
import type { Ticket } from './tracker/tracker.ts';
import { until } from './until.ts';

const EXPORT = 'user,role\nsam-okoro,operator\npriya-nair,reader\n';

/** A task from its opening to its verification: closed empty, closed complete, a stranger's word, the verifier's. */
export async function accessReview(scene: Scene): Promise<void> {
  const { story, sandbox } = scene;
  const ticket = await opened(scene, 'Access review');
  const { name } = ticket;
  const home = homeOf(scene, ticket);
  const accept = `${home.prefix}accept`;

  await closes(scene, 'sam-okoro', ticket);
  story.tell(`Sam Okoro closes ${name} without attaching anything.`);
  const missing = await answer(scene, ticket, 'Reopened, because');
  await isOpenAgain(scene, ticket);
  story.tell(`dutybound reopens ${name} and says what is missing: "${missing}"`);

  await home.handOver(sandbox, 'sam-okoro', ticket, 'export.csv', EXPORT, 'All accounts as of today:');
  await comments(scene, 'sam-okoro', ticket, 'removals: none needed, because nobody has left since last time');
  await closes(scene, 'sam-okoro', ticket);
  story.tell(`Sam ${home.handsOver} export.csv, writes why no removals were needed, and closes ${name} again.`);
  const asked = await answer(scene, ticket, 'handed this in');
  story.tell(`dutybound freezes the evidence; ${name} now says "${await keptLine(scene, ticket)}".`);
  story.tell(`dutybound asks the verifier: "${asked}"`);

  await comments(scene, STRANGER, ticket, accept);
  story.tell(
    `${nameOf(STRANGER)}, who can comment here but has no part in the programme, writes ${accept} on ${name}.`,
  );
  story.tell(`His word does not count: "${await answer(scene, ticket, 'was not recorded')}"`);

  await comments(scene, 'mara-lindt', ticket, accept);
  story.tell(`Mara Lindt, the verifier, who did none of the work, writes ${accept} on ${name}.`);
  story.tell(`${name} is done: "${await answer(scene, ticket, 'Verified by')}"`);
}

async function isOpenAgain(scene: Scene, ticket: Ticket): Promise<void> {
  const look = async () => ((await now(scene, ticket))?.isOpen ? true : undefined);
  await until(`${ticket.name} to be open again`, look, scene.signal);
}

/** Waits for the line of the ticket that names the file of which dutybound has a copy. */
function keptLine(scene: Scene, ticket: Ticket): Promise<string> {
  const look = async () => {
    const text = (await now(scene, ticket))?.text ?? '';
    const line = text.split('\n').find((each) => each.includes('✓') && each.includes(', kept '));
    return line && said(line.replace('- ', ''));
  };
  return until(`${ticket.name} to name the file that is kept`, look, scene.signal);
}
