import { REPO } from '../../engine/harness/company.ts';
import { eventually, ticketOf } from '../../engine/harness/looking.ts';
import { duty } from '../../engine/harness/programme.ts';
import type { Site } from '../../engine/harness/site.ts';
import { handIn, titled, verified } from '../acting.ts';
import type { Life } from './life.ts';

const text = duty({ id: 'board' })
  .replace('kind: evidence-request', 'kind: management-review')
  .replace('owner: sam', 'owner: mara');

/** Everything is considered, top management signs, and the action that was decided is done. */
export const managementReview: Life = { id: 'board', text, lead };

async function lead(site: Site): Promise<void> {
  const { act } = site.sandbox;
  const ticket = await ticketOf(site, 'board');
  const topics = [...'abcdefgim'].map((topic) => `/decide ${topic} none, because there was nothing`);
  const due = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const said = [...topics, '/present everybody', `/action @sam-okoro ${due} Tidy the shelf`].join('\n');
  act.comment('mara-lindt', REPO, ticket.number, said);
  act.attach('mara-lindt', REPO, ticket.number, 'export.csv', Buffer.from('minutes'));
  await eventually(site, 'the minutes to be read', () => ticket.body?.includes('Tidy the shelf'));
  act.comment('elena-costa', REPO, ticket.number, '/sign');
  await eventually(site, 'the review to be closed', () => ticket.state === 'closed');
  const action = await titled(site, 'Tidy the shelf');
  handIn(site, action, 'proof.txt');
  await verified(site, action);
}
