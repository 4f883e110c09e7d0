import type { CALM_PLOTS } from '../duties.ts';
import type { Expectation } from '../expectation.ts';
import { awaited, beyond, hand, ticketOf, untilClock } from '../scene.ts';
import { accepted, count, type Desk, expected, handIn, hears, opensAgain } from './desk.ts';

/** What people do with a task that has hours: they wait for the engine's answers, however long they take. */
export const calmPlots: Record<(typeof CALM_PLOTS)[number], (desk: Desk) => Promise<Expectation>> = {
  async 'empty-first'(desk) {
    hand(desk.scene, desk.duty.owner).closes(desk.ticket);
    await hears(desk, 'Reopened, because one thing is missing');
    await opensAgain(desk);
    return finish(desk, { says: [['Reopened, because', 1]] });
  },
  async rejected(desk) {
    handIn(desk);
    await hears(desk, 'handed this in');
    hand(desk.scene, 'mara').says(desk.ticket, '/reject because two accounts are missing');
    await hears(desk, 'did not accept this');
    await opensAgain(desk);
    const handedIn = handIn(desk, desk.duty.owner, 'export-2.csv');
    const says: Expectation['says'] = [
      ['did not accept this', 1],
      ['handed this in', 2],
    ];
    return expected(desk, { state: await accepted(desk, 2), handedIn, says });
  },
  async deleted(desk) {
    const { scene, duty, ticket } = desk;
    hand(scene, 'mara').deletes(ticket);
    const successor = await awaited(scene, `the successor of #${ticket.number}`, () => ticketOf(scene, duty));
    await beyond(scene, successor);
    return finish({ ...desk, ticket: successor }, { tickets: 2, says: [[`This replaces #${ticket.number}`, 1]] });
  },
  async 'handed-over'(desk) {
    const to = desk.duty.owner === 'sam' ? 'priya' : 'sam';
    hand(desk.scene, desk.duty.owner).assigns(desk.ticket, to);
    await beyond(desk.scene, desk.ticket);
    const handedIn = handIn(desk, to);
    return expected(desk, { state: await accepted(desk), handedIn, assignee: to });
  },
  async reopened(desk) {
    const done = await finish(desk, {});
    await hears(desk, 'Verified by');
    await awaited(desk.scene, `#${desk.ticket.number} to rest closed`, () => desk.ticket.state === 'closed');
    hand(desk.scene, desk.duty.owner).reopens(desk.ticket);
    await awaited(desk.scene, `#${desk.ticket.number} to be closed again`, () => desk.ticket.state === 'closed');
    return done;
  },
  async tampered(desk) {
    const { scene, ticket } = desk;
    const body = ticket.body ?? '';
    const before = body.split('\n')[0] ?? '';
    hand(scene, 'mara').edits(ticket, body.replace(before, '**Nothing to do here.**'));
    await awaited(
      scene,
      `the text of #${ticket.number} to be put back`,
      () => ticket.body?.startsWith('**Check who can') === true,
    );
    await beyond(scene, ticket);
    return finish(desk, {});
  },
  async noisy(desk) {
    const { scene, duty, ticket } = desk;
    hand(scene, duty.owner).says(ticket, 'Thanks, I am on it.');
    hand(scene, duty.owner).says(ticket, '/help');
    await untilClock(scene, scene.sandbox.clock.now() + duty.ponders);
    hand(scene, duty.owner).says(ticket, '/aprove');
    hand(scene, 'stranger').says(ticket, '/accept');
    await hears(desk, 'is not a command');
    await awaited(
      scene,
      `the stranger on #${ticket.number} to be answered`,
      () => count(ticket, 'was not recorded') > 0,
    );
    return finish(desk, {
      says: [
        ['is not a command', 1],
        ['was not recorded', 1],
      ],
    });
  },
  async unverified(desk) {
    const handedIn = handIn(desk);
    return expected(desk, { state: 'submitted', handedIn, says: [['handed this in', 1]] });
  },
  untouched: async (desk) => expected(desk, { state: 'open' }),
};

async function finish(desk: Desk, differs: Partial<Expectation>): Promise<Expectation> {
  const handedIn = handIn(desk);
  return expected(desk, { state: await accepted(desk), handedIn, ...differs });
}
