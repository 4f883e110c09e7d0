import { raiseImprovement } from '../../../activities/openings/improvement.ts';
import { loadOrganisation } from '../../../activities/organisation.ts';
import { IMPROVEMENT } from '../../../rules/improvement/duty.ts';
import { REPO } from '../../engine/harness/company.ts';
import { eventually, said } from '../../engine/harness/looking.ts';
import type { Site } from '../../engine/harness/site.ts';
import { handIn, titled } from '../acting.ts';
import type { Life } from './life.ts';

/** What is adopted is done, and found to have helped. */
export const improvement: Life = { id: IMPROVEMENT, text: '', lead };

async function lead(site: Site): Promise<void> {
  const { act } = site.sandbox;
  await raised(site);
  const ticket = await titled(site, 'joiners wait');
  const due = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  act.comment('priya-nair', REPO, ticket.number, `/adopt @sam-okoro ${due} Write a template for joiners`);
  const action = await titled(site, 'Write a template');
  handIn(site, action, 'template.txt');
  await eventually(site, 'the owner to be asked', () => said(action).some((s) => s.includes('handed this in')));
  act.comment('priya-nair', REPO, action.number, '/accept');
  const check = await titled(site, 'did it help');
  act.comment('priya-nair', REPO, check.number, '/evidence benefit joiners work from the first hour on');
  act.close('priya-nair', REPO, check.number, 'completed');
  await eventually(site, 'the check to be closed', () => check.body?.includes('✓ **benefit**'));
}

async function raised({ register }: Site): Promise<void> {
  const now = new Date().toISOString();
  const org = await loadOrganisation(register, now);
  const suggestion = {
    by: 'sam',
    title: 'joiners wait for access',
    text: 'Joiners wait a day for access; a template would do.',
    clauses: ['10.1'],
    process: 'access',
  };
  await register.write((tx) => raiseImprovement(tx, org, suggestion, { cause: 'talk', at: now }, now));
}
