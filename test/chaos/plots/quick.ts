import { inTime } from '../deadlines.ts';
import type { QUICK_PLOTS } from '../duties.ts';
import type { Expectation } from '../expectation.ts';
import { hand, iso, untilClock } from '../scene.ts';
import { accepted, type Desk, expected, handIn } from './desk.ts';

/** Before a date, with room for a clock that is moved by three seconds. */
const BEFORE_MS = 5_000;
const AFTER_MS = 2_500;

/** What people do with a task whose deadlines come within the minute. They wait for nobody: what they did counts by its instant. */
export const quickPlots: Record<(typeof QUICK_PLOTS)[number], (desk: Desk) => Promise<Expectation>> = {
  'in-time': (desk) => handsIn(desk, desk.ticket.createdAt + desk.duty.ponders),
  late: (desk) => handsIn(desk, desk.due.latest + AFTER_MS),
  never: async (desk) => expected(desk, { state: 'open', missed: true }),
  'after-the-limit': (desk) => handsIn(desk, desk.limit.latest + AFTER_MS),
  async extended(desk) {
    const { scene, duty, ticket, limit } = desk;
    const to = Math.ceil(limit.latest / 1000) * 1000 + 9_000;
    const asked = hand(scene, duty.owner).says(ticket, `/extend ${iso(to)} because the export job is broken`);
    const approved = hand(scene, 'dana').says(ticket, '/approve');
    await untilClock(scene, limit.latest + AFTER_MS);
    const at = handIn(desk);
    const given = inTime(Math.max(asked, approved), limit);
    const kept = at < to - 1_000 ? true : undefined;
    return { ...(await end(desk, at)), missed: given && kept ? false : undefined };
  },
  async 'extension-denied'(desk) {
    const { scene, duty, ticket, limit } = desk;
    hand(scene, duty.owner).says(ticket, `/extend ${iso(limit.latest + 60_000)} because I am busy`);
    hand(scene, 'dana').says(ticket, '/deny because the audit comes first');
    return handsIn(desk, limit.latest + AFTER_MS);
  },
  async 'extension-undecided'(desk) {
    const { scene, duty, ticket, limit } = desk;
    hand(scene, duty.owner).says(ticket, `/extend ${iso(limit.latest + 60_000)} because I am busy`);
    return expected(desk, { state: 'open', missed: true });
  },
  async waived(desk) {
    hand(desk.scene, desk.duty.owner).says(desk.ticket, '/waive because a tool does it');
    return waivedBy(desk, hand(desk.scene, 'dana').says(desk.ticket, '/approve'));
  },
  async dropped(desk) {
    const { scene, ticket, duty } = desk;
    const closed = hand(scene, duty.owner).closes(ticket, 'not_planned');
    await untilClock(scene, closed + 1_100);
    return waivedBy(desk, hand(scene, 'dana').says(ticket, '/approve'));
  },
  async 'waiver-denied'(desk) {
    hand(desk.scene, desk.duty.owner).says(desk.ticket, '/waive because a tool does it');
    hand(desk.scene, 'dana').says(desk.ticket, '/deny because nothing replaces it');
    await untilClock(desk.scene, desk.ticket.createdAt + desk.duty.ponders + 1_500);
    return handsIn(desk, desk.scene.sandbox.clock.now());
  },
};

/** Hands in at an instant of the tracker's clock; whether that is in time, the instant tells. */
async function handsIn(desk: Desk, when: number): Promise<Expectation> {
  const { scene, limit } = desk;
  const early = limit.earliest - BEFORE_MS;
  await untilClock(scene, when < limit.latest && when > early ? early : when);
  return end(desk, handIn(desk));
}

async function end(desk: Desk, at: number): Promise<Expectation> {
  const intime = inTime(at, desk.limit);
  return expected(desk, {
    state: await accepted(desk),
    missed: intime === undefined ? undefined : !intime,
    handedIn: at,
  });
}

function waivedBy(desk: Desk, at: number): Expectation {
  const intime = inTime(at, desk.limit);
  return expected(desk, {
    state: 'waived',
    missed: intime === undefined ? undefined : !intime,
    says: [['Waived by Dana Roth', 1]],
  });
}
