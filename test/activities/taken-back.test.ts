import { expect, it } from '@jest/globals';
import { openAsked } from '../../activities/openings/trigger.ts';
import { tableOf } from '../../activities/tables.ts';
import { treatments } from './treatments.ts';

const company = treatments();
const { told, done, risk } = company;

async function statement(): Promise<unknown[]> {
  const { rows } = await tableOf(company.scene.deps.register, 'statement', company.scene.now());
  return rows.map(({ control, status }) => `${control} ${status}`);
}

it('a treatment that is rejected once it is over is no longer done anywhere, also where it is waived after that', async () => {
  await company.recorded('identified', { title: { text: 'Theft' }, owner: 'sam' });
  const rating = {
    consequence: 12,
    likelihood: 1,
    level: 12,
    limit: 8,
    criteria: '5x5/8',
    by: 'sam',
    occurrence: 'o1',
  };
  await company.recorded('rated', rating);
  const duty = { duty: 'treating', because: 'too high', actor: 'engine' };
  await company.scene.deps.register.write((tx) => openAsked(tx, duty, 'risk:R-1:rated:o1', company.scene.now()));
  await company.scene.settle();
  await done('sam-okoro', 'Treat R-1', '/treat modify controls=A.8.24 @mara-lindt 2027-04-30 Encrypt');
  await done('mara-lindt', 'Encrypt', '/evidence proof all of them');
  await told('elena-costa', 'Encrypt', '/accept');
  expect(await risk()).toMatchObject({ done: expect.any(String), verified_by: 'elena', taken_back: '' });
  expect(await statement()).toEqual(['A.8.24 planned', 'A.8.24 implemented']);
  await told('elena-costa', 'Encrypt', '/reject because nothing was installed');
  const undone = { verified_by: undefined, taken_back: expect.stringMatching(/ by elena: nothing was installed$/) };
  expect(await risk()).toMatchObject(undone);
  expect(await statement()).toEqual(['A.8.24 planned', 'A.8.24 implemented', 'A.8.24 planned']);
  await told('mara-lindt', 'Encrypt', '/waive because we sell the site');
  await told('elena-costa', 'Encrypt', '/approve');
  expect(await risk()).toMatchObject(undone);
  expect((await risk())?.done).toBeUndefined();
  expect(await statement()).toHaveLength(3);
  const { register } = company.scene.deps;
  expect((await register.verify()).breaks).toEqual([]);
});
