import { REPO } from '../../engine/harness/company.ts';
import { eventually, ticketOf } from '../../engine/harness/looking.ts';
import { duty } from '../../engine/harness/programme.ts';
import type { Site } from '../../engine/harness/site.ts';
import { handIn, titled } from '../acting.ts';
import type { Life } from './life.ts';

const text = duty({ id: 'audit' })
  .replace('kind: evidence-request', 'kind: internal-audit')
  .replace('export: users and roles', 'report: what was found');

/** An audit finds nothing, and its report is written. */
export const internalAudit: Life = { id: 'audit', text, more: 'audit: { cycle: { from: 2026-01-01 } }', lead };

async function lead(site: Site): Promise<void> {
  const { act } = site.sandbox;
  const plan = await ticketOf(site, 'audit');
  for (const word of ['scope 7.2', 'evidence criteria our policies', 'evidence sample five people'])
    act.comment('sam-okoro', REPO, plan.number, `/${word}`);
  act.close('sam-okoro', REPO, plan.number, 'completed');
  const fieldwork = await titled(site, ': fieldwork');
  act.comment('sam-okoro', REPO, fieldwork.number, '/finding none because all is as it should be');
  act.close('sam-okoro', REPO, fieldwork.number, 'completed');
  const report = await titled(site, ': report');
  handIn(site, report, 'report.pdf');
  await eventually(site, 'the report to be closed', () => report.state === 'closed');
}
