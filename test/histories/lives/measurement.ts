import { REPO } from '../../engine/harness/company.ts';
import { eventually, ticketOf } from '../../engine/harness/looking.ts';
import { duty } from '../../engine/harness/programme.ts';
import type { Site } from '../../engine/harness/site.ts';
import { handIn, titled } from '../acting.ts';
import type { Life } from './life.ts';

const text = duty({ id: 'patch-age' }).replace('kind: evidence-request', 'kind: measurement\n    target: "<= 14"');

/** A value misses its target, and the lead decides that nothing follows. */
export const measurement: Life = { id: 'patch-age', text, lead };

async function lead(site: Site): Promise<void> {
  const { act } = site.sandbox;
  const ticket = await ticketOf(site, 'patch-age');
  act.comment('sam-okoro', REPO, ticket.number, '/measure 31 the patch manager');
  act.comment('sam-okoro', REPO, ticket.number, 'analysis: a server in the lab\nhttps://wiki.example.com/patches');
  handIn(site, ticket, 'export.csv');
  const asked = await titled(site, 'the target was missed');
  act.comment(
    'mara-lindt',
    REPO,
    asked.number,
    '/answer nonconformity no because it is a server in the lab\n/answer improvement no because it is switched off',
  );
  await eventually(site, 'the triage to be closed', () => asked.state === 'closed');
}
