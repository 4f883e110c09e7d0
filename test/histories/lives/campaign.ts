import { REPO } from '../../engine/harness/company.ts';
import { eventually, said } from '../../engine/harness/looking.ts';
import { duty } from '../../engine/harness/programme.ts';
import type { Site } from '../../engine/harness/site.ts';
import { handIn, titled } from '../acting.ts';
import type { Life } from './life.ts';

const text = duty({ id: 'awareness', verifier: 'mara' }).replace(
  'kind: evidence-request',
  'kind: campaign\n    group: [sam]',
);

/** One person is asked, and the campaign is verified as a whole. */
export const campaign: Life = { id: 'awareness', text, lead };

async function lead(site: Site): Promise<void> {
  const whole = await eventually(site, 'the campaign', () => wholeOf(site));
  handIn(site, await titled(site, ': Sam Okoro'), 'export.csv');
  await eventually(site, 'the verifier to be asked', () => said(whole).some((s) => s.includes('Is it right?')));
  site.sandbox.act.comment('mara-lindt', REPO, whole.number, '/accept');
  await eventually(site, 'the campaign to be closed', () => said(whole).some((s) => s.startsWith('Verified by')));
}

async function wholeOf(site: Site) {
  const [row] = await site.register.rows('task', { duty: 'awareness', slot: 'ask' }, { limit: 1 });
  const tickets = site.sandbox.store.repositories.flatMap((r) => [...r.tickets.values()]);
  return tickets.find((t) => String(t.id) === row?.columns.ticket_id);
}
