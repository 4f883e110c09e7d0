import { importTable } from '../../../activities/import.ts';
import { openAsked } from '../../../activities/openings/trigger.ts';
import { currentProgramme } from '../../../activities/organisation.ts';
import { importables } from '../../../config/import/all.ts';
import { causeOf } from '../../../rules/risk/cause.ts';
import { REPO } from '../../engine/harness/company.ts';
import { eventually, said } from '../../engine/harness/looking.ts';
import { duty } from '../../engine/harness/programme.ts';
import type { Site } from '../../engine/harness/site.ts';
import { titled } from '../acting.ts';
import type { Life } from './life.ts';

const TEN_YEARS_MS = 10 * 365 * 86_400_000;
const dutyOf = (id: string, kind: string, dueIn?: number) =>
  duty({ id, ...(dueIn && { dueIn }) })
    .replace('kind: evidence-request', `kind: ${kind}`)
    .replace('owner: sam', 'owner: mara')
    .replace(/\n {4}evidence: .*/, '');
const more = 'risk_criteria: { consequence: 5, likelihood: 5, acceptable: 8 }';

/** Criteria approved, prepared, rated, reported; nothing has to be treated. */
export const riskAssessment: Life = {
  id: 'risks',
  text: dutyOf('risks', 'risk-assessment'),
  more,
  lead: async (site) => {
    await says(site, 'elena-costa', 'the criteria', '/approve');
    await hands(site, 'mara-lindt', ': prepare', '/evidence scope all of it\n/risk add Theft @priya-nair');
    const ticket = await titled(site, 'risks of Priya');
    const [id = ''] = /R-[0-9A-Z]{5}/.exec(ticket.body ?? '') ?? [];
    await hands(
      site,
      'priya-nair',
      'risks of Priya',
      `/risk ${id} consequence=2 likelihood=2\n/risk none because of nothing`,
    );
    await hands(site, 'mara-lindt', ': the results', '/evidence report sent to all');
    await over(site, 'risks');
  },
};

/** A risk that is too high is treated by a control, verified, rated anew, and accepted. */
export const riskTreatment: Life = {
  id: 'treatments',
  text: dutyOf('treatments', 'risk-treatment', TEN_YEARS_MS),
  lead: async (site) => {
    // Else its risk would have to be rated there, too.
    await over(site, 'risks');
    await begin(site);
    const date = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await hands(site, 'sam-okoro', 'Treat R-1', `/treat modify controls=A.8.24 @dana-roth ${date} Encrypt the laptops`);
    await hands(site, 'dana-roth', 'Encrypt', '/evidence proof all are encrypted');
    await accepts(site, 'Encrypt');
    await hands(site, 'sam-okoro', 'what is left', '/risk R-1 consequence=2 likelihood=2');
    await accepts(site, 'what is left');
    await says(site, 'sam-okoro', 'accept it?', '/accept');
    await over(site, 'treatments');
  },
};

async function begin({ register }: Site): Promise<void> {
  const current = await currentProgramme(register);
  const { risks } = importables;
  if (!current || !risks) throw new Error('nothing is applied');
  const now = new Date().toISOString();
  const table = { name: 'risks.csv', text: 'id,title,owner,consequence,likelihood\nR-1,Laptop theft,sam,4,3\n' };
  await importTable(register, risks, table, { programme: current.programme, actor: 'root@console', now });
  const asked = { duty: 'treatments', because: 'it is too high', actor: 'person:mara' };
  await register.write((tx) => openAsked(tx, asked, causeOf('R-1', 'rated', 'before'), now));
}

async function says(site: Site, who: string, title: string, text: string): Promise<number> {
  const { number } = await titled(site, title);
  site.sandbox.act.comment(who, REPO, number, text);
  return number;
}

async function hands(site: Site, who: string, title: string, text: string): Promise<void> {
  site.sandbox.act.close(who, REPO, await says(site, who, title, text), 'completed');
}

async function accepts(site: Site, title: string): Promise<void> {
  const ticket = await titled(site, title);
  await eventually(site, `the verifier of "${title}" to be asked`, () =>
    said(ticket).some((s) => s.includes('handed this in')),
  );
  site.sandbox.act.comment('mara-lindt', REPO, ticket.number, '/accept');
}

async function over(site: Site, id: string): Promise<void> {
  await eventually(site, `the end of ${id}`, async () => {
    const [row] = await site.register.rows('occurrence', { duty: id }, { limit: 1 });
    return row?.columns.ended === 1;
  });
}
