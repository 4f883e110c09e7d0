import { beforeEach, describe, expect, it } from '@jest/globals';
import { tell } from '../../activities/openings/occasion.ts';
import { openAsked } from '../../activities/openings/trigger.ts';
import { tableOf } from '../../activities/tables.ts';
import type { OccurrenceState } from '../../rules/occurrence-state.ts';
import { REPO } from '../cli/company.ts';
import { treatments } from './treatments.ts';

const company = treatments();
beforeEach(async () => {
  await company.recorded('identified', { title: { text: 'Theft' }, owner: 'sam' });
  await company.recorded('rated', { consequence: 4, likelihood: 3, level: 12, limit: 8, criteria: '5x5/8', by: 'sam' });
});

async function treating(): Promise<void> {
  const asked = { duty: 'treating', because: 'too high', actor: 'engine' };
  await company.scene.deps.register.write((tx) => openAsked(tx, asked, 'risk:R-1:rated:o1', company.scene.now()));
  await company.scene.settle();
}

function ticket(title: string) {
  const all = [...(company.scene.sandbox.store.repositories[0]?.tickets.values() ?? [])];
  const found = all.find((t) => t.title.includes(title));
  if (!found) throw new Error(`no ticket ${title}; there are: ${all.map((t) => t.title).join('; ')}`);
  return found;
}

async function told(who: string, title: string, text: string, closes = false): Promise<void> {
  const { number } = ticket(title);
  company.scene.set(new Date(Date.parse(company.scene.now()) + 3_600_000).toISOString());
  company.scene.says(who, number, text);
  if (closes) company.scene.sandbox.act.close(who, REPO, number, 'completed');
  await company.scene.settle();
  company.scene.set(new Date(Date.parse(company.scene.now()) + 120_000).toISOString());
  await company.scene.settle();
}

const begun = async () => {
  const rows = await company.scene.deps.register.loadRows<OccurrenceState>('occurrence', {}, { limit: 50 });
  return rows.map(({ state }) => `${state.duty} ${state.cause}`.replace(/[0-9a-z]{24}/, 'KEY')).sort();
};
const listed = async () => (await tableOf(company.scene.deps.register, 'failed-treatment', company.scene.now())).rows;

describe('a treatment that failed', () => {
  it('because it is not accepted is recorded once, assessed anew by itself, and asked about only what does not follow', async () => {
    await treating();
    await told('sam-okoro', 'Treat R-1', '/treat retain because there is no money', true);
    await told('sam-okoro', 'accept it?', '/reject because it is too much');
    expect(await begun()).toEqual([
      'assessing risk:R-1:failed:KEY',
      'treating risk:R-1:rated:o1',
      'treatment:failed event:KEY',
    ]);
    const triage = ticket('Failed treatment, FAIL-2027-001: R-1 Theft');
    expect(triage.assignees.map(({ login }) => login)).toEqual(['mara-lindt']);
    expect(triage.body).toContain('its owner did not accept what is left of it: `it is too much`');
    expect(triage.body).toContain('R-1 is assessed anew: that has begun.');
    expect(triage.body).not.toContain('**reassess**');
    expect(await listed()).toMatchObject([{ failed: 'FAIL-2027-001', reassess: 'by itself', state: 'open' }]);
    await told('mara-lindt', 'Failed treatment', '/answer nonconformity no because nobody broke a rule');
    expect(await listed()).toMatchObject([
      { risk: 'R-1', nonconformity: 'no, because nobody broke a rule (mara)', state: 'ended' },
    ]);
    expect(ticket('Failed treatment').state).toBe('closed');
    expect(await begun()).toHaveLength(3);
    expect((await company.scene.deps.register.verify()).ok).toBe(true);
  });

  it('is not begun again by what began it, whatever day that is told again', async () => {
    await treating();
    await told('sam-okoro', 'Treat R-1', '/treat retain because there is no money', true);
    await told('sam-okoro', 'accept it?', '/reject because it is too much');
    const once = await begun();
    company.scene.set(new Date(Date.parse(company.scene.now()) + 20 * 86_400_000).toISOString());
    await treating();
    expect(await begun()).toEqual(once);
  });

  it('that somebody tells of is triaged as a whole: "yes" has its risk assessed anew, once', async () => {
    const failed = {
      kind: 'failed-treatment',
      id: 'f1',
      title: 'R-1 Theft',
      risk: 'R-1',
      actor: 'person:mara',
    } as const;
    expect(await tell(company.scene.deps.register, failed, company.scene.now())).toMatchObject({
      duties: ['treatment:failed'],
    });
    expect(await tell(company.scene.deps.register, failed, company.scene.now())).toBeUndefined();
    await company.scene.settle();
    await told('sam-okoro', 'Failed treatment', '/answer reassess no because it is mine');
    await told(
      'mara-lindt',
      'Failed treatment',
      '/answer reassess yes because the disks were not encrypted\n/answer nonconformity yes because our rule says so',
    );
    expect(await begun()).toEqual(['assessing risk:R-1:failed:f1', 'treatment:failed event:f1']);
    expect(await listed()).toMatchObject([
      { reassess: 'yes, because the disks were not encrypted (mara)', started: 'assessing, nonconformity' },
    ]);
  });
});
