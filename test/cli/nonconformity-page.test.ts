import { expect, it } from '@jest/globals';
import { findings, WITH_ACTION } from './findings.ts';

const company = findings();
const page = async () => (await company.here.run('nc', 'show', 'NC-2027-001')).out;
const tasks = async () => JSON.parse((await company.here.run('nc', 'show', 'NC-2027-001', '--json')).out).tasks;

it('shows of each action who did it, who verified it, and by when it was due in the end', async () => {
  const { scene, told } = company;
  await scene.raise({ title: 'leavers kept access' });
  await scene.settle();
  await told('priya-nair', 1, WITH_ACTION, '2027-04-02T08:00');
  expect(await page()).toContain('mend it (Sam Okoro, by Fri 14 May 2027, round 1, not agreed yet)\n');
  await told('mara-lindt', 1, '/approve plan reviewer @elena-costa', '2027-04-02T09:00');
  await told('sam-okoro', 2, '/extend 2027-05-28 because the vendor is late', '2027-04-05T09:00');
  await told('mara-lindt', 2, '/approve', '2027-04-06T09:00');
  await told('sam-okoro', 2, '/evidence proof https://wiki.example.com/proof', '2027-04-12T08:00');
  await told('sam-okoro', 2, '/done', '2027-04-12T09:00');
  expect(await tasks()).toMatchObject([{ due: { date: '2027-05-28' }, doneBy: ['sam'] }]);
  expect((await tasks())[0]).not.toHaveProperty('ended');
  await told('mara-lindt', 2, '/accept', '2027-04-13T09:00');
  expect(await page()).toContain(
    'round 1, agreed, #2): now due Fri 28 May 2027; done (Sam Okoro, Mon 12 Apr 2027); verified (Mara Lindt, Tue 13 Apr 2027)',
  );
  expect(await tasks()).toMatchObject([{ verdict: 'verified', ended: expect.any(String) }]);
});

it('shows why an action was left out', async () => {
  const { scene, told } = company;
  await scene.raise({ title: 'leavers kept access' });
  await scene.settle();
  await told('priya-nair', 1, WITH_ACTION, '2027-04-02T08:00');
  await told('mara-lindt', 1, '/approve plan reviewer @elena-costa', '2027-04-02T09:00');
  await told('sam-okoro', 2, '/waive because the system is gone', '2027-04-05T09:00');
  await told('mara-lindt', 2, '/approve', '2027-04-06T09:00');
  expect(await page()).toContain('waived: the system is gone (Mara Lindt, Tue 6 Apr 2027)');
  expect((await tasks())[0]).toMatchObject({ waived: { by: 'mara', reason: 'the system is gone' } });
});
