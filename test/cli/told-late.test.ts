import { expect, it } from '@jest/globals';
import { openLabelled } from '../../activities/openings/labelled.ts';
import { loadOrganisation } from '../../activities/organisation.ts';
import type { Tickets } from '../../integrations/tickets/port.ts';
import type { OccurrenceState } from '../../rules/occurrence-state.ts';
import { eachIn } from './each.ts';

const place = eachIn(`
  change:
    kind: change
    title: Change
    ask: Describe it.
    clause: 6.3
    process: access
    owner: sam
    verifier: mara
    ladder: L2
    on: [change]
`);

it('what somebody starts by hand says what happened in its title, and not once more as the reason', async () => {
  const { here, scene } = place;
  await here.run('trigger', 'change', '--because', 'new cloud', '--as', 'mara');
  const [opened] = await scene.deps.register.loadRows<OccurrenceState>('occurrence', { duty: 'change' }, { limit: 2 });
  expect(opened?.state).toMatchObject({ openedLateBy: 0, occasion: { title: { text: 'new cloud' } } });
  expect(opened?.state).not.toHaveProperty('started');
});

it('so does what they told of by a label', async () => {
  const { scene } = place;
  const { programme } = await loadOrganisation(scene.deps.register, scene.now());
  const telling = {
    ...programme,
    trackers: programme.trackers.map((t) => ({ ...t, labels: { change: 'isms-change' } })),
  };
  const ref = { tracker: 'github', id: '77', number: '#77', url: 'https://git.example.com/77' };
  const found = { ref, title: 'new cloud', by: { id: '1', login: 'somebody' }, updated: '2027-04-05T08:00:00.000Z' };
  const tickets = { id: 'github', labelled: async () => [found] } as unknown as Tickets;
  scene.set('2027-06-01T08:00:00.000Z');
  expect(await openLabelled(scene.deps, tickets, telling, '2027-04-01T00:00:00.000Z')).toBe(1);
  const [opened] = await scene.deps.register.loadRows<OccurrenceState>('occurrence', { duty: 'change' }, { limit: 2 });
  expect(opened?.state).toMatchObject({ openedLateBy: 57 * 86_400_000, due: { date: '2027-06-16' } });
});

it('what people tell of in a ticket while the engine is down opens with the time that it would have had', async () => {
  const { scene, here } = place;
  await scene.raise({ title: 'leavers kept access' });
  await scene.settle();
  scene.set('2027-04-05T08:00:00.000Z');
  scene.says('mara-lindt', 1, '/event change new cloud');
  scene.set('2027-06-01T08:00:00.000Z');
  await scene.settle();
  const [opened] = await scene.deps.register.loadRows<OccurrenceState>('occurrence', { duty: 'change' }, { limit: 2 });
  // Due on 20 April, had it been opened then.
  expect(opened?.state).toMatchObject({
    opens: '2027-04-05T08:00:00.000Z',
    openedLateBy: 57 * 86_400_000,
    due: { date: '2027-06-16' },
    hardLimit: { date: '2027-06-30' },
  });
  expect((await here.run('nc', 'list')).out).not.toContain('NC-2027-002');
  const [line] = JSON.parse((await here.run('records', 'ledger', '--json')).out).rows;
  expect(line).toMatchObject({ state: 'open', opened_late_days: 57 });
});
