import { beforeEach, describe, expect, it } from '@jest/globals';
import { openAsked } from '../../activities/openings/trigger.ts';
import { step } from '../../activities/steps/step.ts';
import { tableOf } from '../../activities/tables.ts';
import { textOf } from '../../rules/event.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { treatments } from './treatments.ts';

const company = treatments();
const { told, done, later, begun, risk } = company;

async function rated(level: number, occurrence: string): Promise<void> {
  const criteria = { level, limit: 8, criteria: '5x5/8' };
  await company.recorded('rated', { consequence: level, likelihood: 1, ...criteria, by: 'sam', occurrence });
}

async function treating(level: number, plan: string): Promise<void> {
  await company.recorded('identified', { title: { text: 'Theft' }, owner: 'sam' });
  await rated(level, 'o1');
  const duty = { duty: 'treating', because: 'too high', actor: 'engine' };
  await company.scene.deps.register.write((tx) => openAsked(tx, duty, 'risk:R-1:rated:o1', company.scene.now()));
  await company.scene.settle();
  await done('sam-okoro', 'Treat R-1', plan);
}

/** R-1 is retained, and its owner is asked whether they accept it at that level. */
const asked = (level: number) => treating(level, '/treat retain because there is no money');

/** What follows where nobody is left to see to R-1. */
const FOLLOWS = ['assessing risk:R-1:failed:KEY', 'treating risk:R-1:rated:o1', 'treatment:failed event:KEY'];

describe('a risk that is rated anew while its acceptance waits', () => {
  it('higher than its owner then accepts is not left alone: its treatment failed, and it is assessed anew', async () => {
    await asked(6);
    await later(() => rated(12, 'o9'));
    await told('sam-okoro', 'accept it?', '/accept');
    const because = 'it was accepted at level 6, which does not cover that it was rated 12 meanwhile, above 8';
    expect(await risk()).toMatchObject({ standing: 'unacceptable', failed_because: because });
    expect(await begun()).toEqual(FOLLOWS);
    const { rows } = await tableOf(company.scene.deps.register, 'failed-treatment', company.scene.now());
    expect(rows).toMatchObject([{ risk: 'R-1', reassess: 'by itself' }]);
    expect((await company.scene.deps.register.verify()).breaks).toEqual([]);
  });

  it('is shown as what it is rated now in the ticket that asks', async () => {
    await asked(6);
    await later(() => rated(12, 'o9'));
    const { deps, sandbox } = company.scene;
    const open = await deps.register.loadRows<TaskState>('task', { kind: 'risk-acceptance' }, { limit: 9 });
    for (const { key } of open) await step(deps, key);
    const ticket = sandbox.store.repositories[0]?.tickets.get(company.numberOf('accept it?'));
    expect(ticket?.body).toContain('1. Rated once more since: level 12, above 8. Level 6 does not cover that');
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

const PLAN = '/treat modify controls=A.8.24 @mara-lindt 2027-04-30 Encrypt';
const LEFT = 'what is left';

async function left(level: number): Promise<void> {
  await done('sam-okoro', LEFT, `/risk R-1 consequence=${level / 2} likelihood=2`);
  await told('elena-costa', LEFT, '/accept');
}

/** R-1 is treated, level 6 is left, and its owner is asked whether they accept it. */
async function treated(): Promise<void> {
  await treating(12, PLAN);
  await done('mara-lindt', 'Encrypt', '/evidence proof all of them');
  await told('elena-costa', 'Encrypt', '/accept');
  await left(6);
}

it('what is left of a risk wakes the acceptance that waits when it is rated again', async () => {
  await treated();
  await told('elena-costa', LEFT, '/reject because the test was of the old system');
  await done('sam-okoro', LEFT, '/risk R-1 consequence=4 likelihood=2');
  const { deps, says, now, set } = company.scene;
  says('elena-costa', company.numberOf(LEFT), '/accept');
  set(new Date(Date.parse(now()) + 120_000).toISOString());
  const tasks = await deps.register.loadRows<TaskState>('task', {}, { limit: 50 });
  const keyOf = (title: string) => tasks.find(({ state }) => textOf(state.terms.title).includes(title))?.key ?? '';
  const woken: string[] = [];
  await step({ ...deps, wake: async (names) => void woken.push(...names.map(({ key }) => key)) }, keyOf(LEFT));
  expect(woken).toContain(keyOf('accept it?'));
});

describe('what is taken up again once the risk is accepted', () => {
  beforeEach(async () => {
    await treated();
    await told('sam-okoro', 'accept it?', '/accept');
    expect(await risk()).toMatchObject({ standing: 'accepted', level: 6 });
  });

  it('and leaves more than may be retained: the treatment failed, and the risk is assessed anew', async () => {
    await told('elena-costa', LEFT, '/reject because the test was of the old system');
    await left(10);
    const because = 'it was accepted at level 6, which does not cover that it was rated 10 since, above 8';
    expect(await risk()).toMatchObject({ standing: 'unacceptable', failed_because: because });
    expect(await begun()).toEqual(FOLLOWS);
    expect((await company.scene.deps.register.verify()).breaks).toEqual([]);
  });

  it('and leaves what may be retained: nothing begins', async () => {
    await told('elena-costa', LEFT, '/reject because the test was of the old system');
    await left(8);
    expect(await risk()).toMatchObject({ standing: 'retainable', level: 8 });
    expect(await begun()).toEqual(['treating risk:R-1:rated:o1']);
  });

  it('and is planned anew, which nobody carries out: the treatment failed, and the risk is assessed anew', async () => {
    await told('mara-lindt', 'Treat R-1', '/reject because that is not what we do');
    await done('sam-okoro', 'Treat R-1', '/treat avoid @mara-lindt 2027-05-31 Sell them');
    const because = 'it was planned anew after it was accepted at level 6, and without that it is at 12, above 8';
    expect(await risk()).toMatchObject({ standing: 'unacceptable', level: 12, failed_because: because });
    expect(await begun()).toEqual(FOLLOWS);
  });
});
