import { REPO } from '../../engine/harness/company.ts';
import { eventually, ticketOf } from '../../engine/harness/looking.ts';
import { duty } from '../../engine/harness/programme.ts';
import type { Site } from '../../engine/harness/site.ts';
import { handIn, titled } from '../acting.ts';
import type { Life } from './life.ts';

/** Its day comes while it is led. */
const text = duty({ id: 'body', dueIn: 30_000 }).replace('kind: evidence-request', 'kind: certification');

/** Readiness is handed in before the body's day, and nothing is found on it. */
export const certification: Life = { id: 'body', text, lead };

async function lead(site: Site): Promise<void> {
  handIn(site, await ticketOf(site, 'body'), 'export.csv');
  const found = await titled(site, ': findings entered');
  site.sandbox.act.comment('sam-okoro', REPO, found.number, 'findings: none needed, because there were none');
  handIn(site, found, 'report.pdf');
  await eventually(site, 'what was found to be closed', () => found.state === 'closed');
}
