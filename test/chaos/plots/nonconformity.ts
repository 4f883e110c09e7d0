import { inTime } from '../deadlines.ts';
import type { NcPlot } from '../duties.ts';
import type { NcExpectation } from '../expectation.ts';
import { awaited, beyond, hand, iso, type SandboxTicket, untilClock } from '../scene.ts';
import type { Desk } from './desk.ts';

const STEPS = [
  '/correction both accounts are disabled',
  '/extent two of nine accounts',
  '/similar none, because every other system asks the directory',
  '/cause nobody was told that they left',
  '/no-action because the directory does it from now on',
  '/criterion no leaver has an account after a day',
];
/** Who has less time left does not begin. */
const ENOUGH_MS = 6_000;

/** Follows the nonconformity of a missed duty: its owner does something about it, or lets the deadline pass. */
export async function followUp(
  { scene, duty, ticket: task }: Pick<Desk, 'scene' | 'duty' | 'ticket'>,
  find: () => SandboxTicket | undefined,
): Promise<NcExpectation> {
  const ticket = await awaited(scene, `the nonconformity of #${task.number}`, find);
  const deadline = deadlineIn(ticket);
  await beyond(scene, ticket);
  const owner = hand(scene, duty.owner === 'sam' ? 'priya' : 'sam');
  const lead = hand(scene, 'mara');
  const plot: NcPlot = scene.sandbox.clock.now() > deadline - ENOUGH_MS ? 'ignored' : duty.nc;
  const kept = (at: number): NcExpectation['grade'] =>
    inTime(at, { earliest: deadline, latest: deadline }) === true ? 'minor' : undefined;
  switch (plot) {
    case 'ignored':
      return { plot, grade: 'major' };
    case 'begun':
      for (const step of STEPS.slice(0, 3)) owner.says(ticket, step);
      return { plot, grade: 'major' };
    case 'closed-by-hand':
      owner.closes(ticket);
      return { plot, grade: 'major' };
    case 'planned':
      for (const step of STEPS) owner.says(ticket, step);
      await untilClock(scene, scene.sandbox.clock.now() + 1_100);
      return { plot, grade: kept(lead.says(ticket, '/approve reviewer @elena-costa')) };
    case 'extended':
      owner.says(ticket, `/extend ${iso(deadline + 3_600_000)} because the supplier needs longer`);
      await untilClock(scene, scene.sandbox.clock.now() + 1_100);
      return { plot, grade: kept(lead.says(ticket, '/approve extension')) };
  }
}

/** @returns the deadline that the ticket names, epoch ms: `resolved by 28 Nov 2026 16:51:02`. */
function deadlineIn({ body, number }: SandboxTicket): number {
  const [, text] = /resolved by (\d+ \w+ \d{4} \d\d:\d\d:\d\d)/.exec(body ?? '') ?? [];
  const at = Date.parse(`${text} UTC`);
  if (Number.isNaN(at)) throw new Error(`#${number} names no deadline: ${body?.slice(0, 200)}`);
  return at;
}
