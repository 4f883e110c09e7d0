import { tell } from '../../../activities/openings/occasion.ts';
import { REPO } from '../../engine/harness/company.ts';
import { eventually } from '../../engine/harness/looking.ts';
import { duty } from '../../engine/harness/programme.ts';
import type { Site } from '../../engine/harness/site.ts';
import { handIn, titled, verified } from '../acting.ts';
import type { Life } from './life.ts';

const text = duty({ id: 'move', verifier: 'mara' })
  .replace('kind: evidence-request', 'kind: change')
  .replace(/ {4}(every|first|evidence): .*\n/g, '');

/** A change of nothing but itself: planned, carried out, and looked at. */
export const change: Life = { id: 'move', text, lead };

async function lead(site: Site): Promise<void> {
  const { act } = site.sandbox;
  const now = new Date().toISOString();
  // The planner wakes it.
  await tell(site.register, { kind: 'change', id: now, title: 'another cloud', actor: 'person:sam' }, now);
  const described = await titled(site, 'another cloud');
  act.comment('sam-okoro', REPO, described.number, 'purpose: cheaper\nhttps://wiki.example.com/purpose');
  handIn(site, described, 'consequences.csv');
  const triage = await titled(site, 'another cloud: triage');
  for (const question of ['scope', 'reassess', 'nonconformity', 'notify'])
    act.comment('mara-lindt', REPO, triage.number, `/answer ${question} no because nothing points to it`);
  for (const [stage, file] of [
    ['plan', 'plan.csv'],
    ['carry out', 'result.csv'],
  ] as const) {
    const ticket = await titled(site, `another cloud: ${stage}`);
    handIn(site, ticket, file);
    await verified(site, ticket);
  }
  await eventually(
    site,
    'the change to be recorded',
    async () => (await site.register.rows('occurrence', { duty: 'move', ended: 1 }, { limit: 1 })).length > 0,
  );
}
