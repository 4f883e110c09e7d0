import { type Bounds, datesOf } from '../deadlines.ts';
import type { PlayedDuty } from '../duties.ts';
import type { Expectation } from '../expectation.ts';
import { opensAt } from '../programme.ts';
import { awaited, beyond, hand, type SandboxTicket, type Scene, said, ticketOf, untilClock } from '../scene.ts';

/** What the plots of one duty act with. */
export interface Desk {
  scene: Scene;
  duty: PlayedDuty;
  ticket: SandboxTicket;
  due: Bounds;
  limit: Bounds;
}

/** Waits for a duty's ticket, and for its person to have read it. */
export async function opened(scene: Scene, duty: PlayedDuty, aheadAt: (ticketId: string) => number): Promise<Desk> {
  await untilClock(scene, opensAt(duty, scene.begin));
  const ticket = await awaited(scene, `the ticket of ${duty.id}`, () => ticketOf(scene, duty));
  const dates = datesOf(duty, scene.begin, ticket.createdAt, aheadAt(String(ticket.id)));
  await untilClock(scene, ticket.createdAt + duty.ponders);
  return { scene, duty, ticket, ...dates };
}

/** Attaches what is asked for, and closes. @returns when. */
export function handIn(
  { scene, duty, ticket }: Desk,
  who = duty.owner as 'sam' | 'priya',
  name = 'export.csv',
): number {
  const person = hand(scene, who);
  person.attaches(ticket, name);
  return person.closes(ticket);
}

/** Waits until the engine has said something so many times in a ticket, and a moment more. */
export async function hears({ scene, ticket }: Desk, words: string, times = 1): Promise<void> {
  await awaited(scene, `"${words}" on #${ticket.number}`, () => count(ticket, words) >= times);
  await beyond(scene, ticket);
}

/** Waits until the ticket is open again, and a moment more. */
export async function opensAgain({ scene, ticket }: Desk): Promise<void> {
  await awaited(scene, `#${ticket.number} to be open again`, () => ticket.state === 'open');
  await beyond(scene, ticket);
}

/** The verifier, where there is one, is asked and agrees. @returns what the task ends as. */
export async function accepted(desk: Desk, asked = 1): Promise<'verified' | 'recorded'> {
  if (!desk.duty.verifier) return 'recorded';
  await hears(desk, 'handed this in', asked);
  hand(desk.scene, 'mara').says(desk.ticket, '/accept');
  return 'verified';
}

/** @returns what a duty comes to that nobody touched; plots say what differs. */
export function expected(
  { duty }: Pick<Desk, 'duty'>,
  differs: Partial<Expectation> & Pick<Expectation, 'state'>,
): Expectation {
  const { state } = differs;
  const thanks: Expectation['says'] = state === 'verified' ? [['Verified by Mara Lindt', 1]] : [];
  return {
    duty,
    missed: false,
    tickets: 1,
    assignee: duty.owner,
    ...differs,
    says: [...thanks, ...(differs.says ?? [])],
  };
}

export function count(ticket: SandboxTicket, words: string): number {
  return said(ticket).filter((text) => text.includes(words)).length;
}
