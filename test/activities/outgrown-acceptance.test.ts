import { beforeEach, describe, expect, it } from '@jest/globals';
import { openAsked } from '../../activities/openings/trigger.ts';
import { tableOf } from '../../activities/tables.ts';
import type { OccurrenceState } from '../../rules/occurrence-state.ts';
import { REPO } from '../cli/company.ts';
import { treatments } from './treatments.ts';

const company = treatments();

async function rated(level: number, occurrence: string): Promise<void> {
  const criteria = { level, limit: 8, criteria: '5x5/8' };
  await company.recorded('rated', { consequence: level, likelihood: 1, ...criteria, by: 'sam', occurrence });
}

/** The time passes, and the engine looks. */
async function later(act: () => void | Promise<void> = () => undefined): Promise<void> {
  company.scene.set(new Date(Date.parse(company.scene.now()) + 3_600_000).toISOString());
  await act();
  await company.scene.settle();
}

function ticket(title: string): number {
  const all = [...(company.scene.sandbox.store.repositories[0]?.tickets.values() ?? [])];
  const found = all.find((t) => t.title.includes(title));
  if (!found) throw new Error(`no ticket ${title}; there are: ${all.map((t) => t.title).join('; ')}`);
  return found.number;
}

async function told(who: string, title: string, text: string): Promise<void> {
  await later(() => company.scene.says(who, ticket(title), text));
  await later();
}

/** R-1 is retained, and its owner is asked whether they accept it at that level. */
async function asked(level: number): Promise<void> {
  await rated(level, 'o1');
  const duty = { duty: 'treating', because: 'too high', actor: 'engine' };
  await company.scene.deps.register.write((tx) => openAsked(tx, duty, 'risk:R-1:rated:o1', company.scene.now()));
  await company.scene.settle();
  await later(() => {
    company.scene.says('sam-okoro', ticket('Treat R-1'), '/treat retain because there is no money');
    company.scene.sandbox.act.close('sam-okoro', REPO, ticket('Treat R-1'), 'completed');
  });
  await later();
}

const begun = async () => {
  const rows = await company.scene.deps.register.loadRows<OccurrenceState>('occurrence', {}, { limit: 50 });
  return rows.map(({ state }) => `${state.duty} ${state.cause}`.replace(/[0-9a-z]{24}/, 'KEY')).sort();
};
const risk = async () => (await tableOf(company.scene.deps.register, 'risk', company.scene.now())).rows[0];

describe('a risk that is rated anew while its acceptance waits', () => {
  beforeEach(() => company.recorded('identified', { title: { text: 'Theft' }, owner: 'sam' }));

  it('higher than its owner then accepts is not left alone: its treatment failed, and it is assessed anew', async () => {
    await asked(6);
    await later(() => rated(12, 'o9'));
    await told('sam-okoro', 'accept it?', '/accept');
    const because = 'it was accepted at level 6, which does not cover that it was rated 12 meanwhile, above 8';
    expect(await risk()).toMatchObject({ standing: 'unacceptable', failed_because: because });
    expect(await begun()).toEqual([
      'assessing risk:R-1:failed:KEY',
      'treating risk:R-1:rated:o1',
      'treatment:failed event:KEY',
    ]);
    const { rows } = await tableOf(company.scene.deps.register, 'failed-treatment', company.scene.now());
    expect(rows).toMatchObject([{ risk: 'R-1', reassess: 'by itself' }]);
    expect((await company.scene.deps.register.verify()).breaks).toEqual([]);
  });

  it('as high as management then approves stays conceded, and nothing begins', async () => {
    await asked(12);
    await told('sam-okoro', 'accept it?', '/accept 2037-12-31 because the new ones come in winter');
    await later(() => rated(12, 'o9'));
    await told('elena-costa', 'concession until', '/approve');
    expect(await risk()).toMatchObject({ standing: 'conceded', expires: '2037-12-31', approved_by: 'elena' });
    expect(await begun()).toEqual(['treating risk:R-1:rated:o1']);
  });
});
