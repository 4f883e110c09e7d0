import { tell } from '../../../activities/openings/occasion.ts';
import { REPO } from '../../engine/harness/company.ts';
import { eventually } from '../../engine/harness/looking.ts';
import { duty } from '../../engine/harness/programme.ts';
import type { Site } from '../../engine/harness/site.ts';
import { handIn, titled, verified } from '../acting.ts';
import type { Life } from './life.ts';

const text = duty({ id: 'mishap', verifier: 'mara' })
  .replace('kind: evidence-request', 'kind: incident')
  .replace(/ {4}(every|first|evidence): .*\n/g, '');

/** Nothing follows from it, but somebody outside is told. */
export const incident: Life = { id: 'mishap', text, lead };

async function lead(site: Site): Promise<void> {
  const { act } = site.sandbox;
  const now = new Date().toISOString();
  // The planner wakes it.
  await tell(site.register, { kind: 'incident', id: now, title: 'a lost laptop', actor: 'person:sam' }, now);
  const ticket = await titled(site, 'a lost laptop');
  const triage = await titled(site, 'a lost laptop: triage');
  for (const [question, said] of [
    ['notify', 'yes'],
    ['reassess', 'no'],
    ['treatment', 'no'],
    ['nonconformity', 'no'],
  ])
    act.comment('mara-lindt', REPO, triage.number, `/answer ${question} ${said} because files were on it`);
  handIn(site, ticket, 'timeline.csv');
  handIn(site, await titled(site, 'a lost laptop: tell'), 'notice.csv');
  const lessons = await titled(site, 'a lost laptop: lessons');
  handIn(site, lessons, 'lessons.csv');
  await verified(site, lessons);
  await eventually(site, 'the lessons to be closed', () => lessons.state === 'closed');
}
