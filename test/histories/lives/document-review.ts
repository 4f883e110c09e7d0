import { REPO } from '../../engine/harness/company.ts';
import { ticketOf } from '../../engine/harness/looking.ts';
import { duty } from '../../engine/harness/programme.ts';
import type { Site } from '../../engine/harness/site.ts';
import { handIn, verified } from '../acting.ts';
import type { Life } from './life.ts';

const text = duty({ id: 'policy', verifier: 'mara' }).replace('kind: evidence-request', 'kind: document-review');

/** A version is named and approved. */
export const documentReview: Life = { id: 'policy', text, lead };

async function lead(site: Site): Promise<void> {
  const ticket = await ticketOf(site, 'policy');
  site.sandbox.act.comment('sam-okoro', REPO, ticket.number, '/version 3.2 https://wiki.example.com/policy');
  handIn(site, ticket, 'export.csv');
  await verified(site, ticket);
}
