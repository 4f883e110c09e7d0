import { expect, it } from '@jest/globals';
import type { Reading, TicketRef } from '../../rules/ticket.ts';
import { findings, WITH_ACTION } from '../cli/findings.ts';

const company = findings();

const ACTION = '#2';

/** Has the tracker not find the action's ticket from now on. @returns ends it. */
function hide(): () => void {
  const { deps, now } = company.scene;
  const tickets = deps.trackers.get('github');
  if (!tickets) throw new Error('no tracker');
  const { read } = tickets;
  tickets.read = async (ref: TicketRef, ...more): Promise<Reading> =>
    ref.number === ACTION ? { gone: 'hidden', asOf: now() } : read(ref, ...more);
  return () => {
    tickets.read = read;
  };
}

it('a nonconformity whose action’s ticket cannot be found at the deadline waits until it can, or is known to be deleted', async () => {
  const { scene, told, nonconformities } = company;
  await scene.raise({ title: 'leavers kept access' });
  await scene.settle();
  await told('priya-nair', 1, WITH_ACTION, '2027-04-02T08:00');
  await told('mara-lindt', 1, '/approve plan reviewer @elena-costa', '2027-04-02T09:00');
  scene.set('2027-06-30T21:40:00.000Z');
  scene.says('sam-okoro', 2, '/evidence proof https://wiki.example.com/proof');
  scene.says('sam-okoro', 2, '/done');
  const show = hide();
  for (const time of ['22:05', '22:07']) {
    scene.set(`2027-06-30T${time}:00.000Z`);
    await scene.settle();
    expect((await nonconformities())[0]).toMatchObject({ grade: 'minor', clocks: { resolve: { date: '2027-06-30' } } });
  }
  show();
  scene.set('2027-06-30T22:20:00.000Z');
  await scene.settle();
  const [found] = await nonconformities();
  expect(found).toMatchObject({ grade: 'minor', kept: found?.clocks.resolve.at });
});
