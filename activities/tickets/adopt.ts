import type { ChangedTicket, Tickets } from '../../integrations/tickets/port.ts';
import type { Reads, Register } from '../../register/register.ts';
import { TRIAL } from '../../rules/keys.ts';
import type { Instant } from '../../rules/time.ts';
import { BEGINNING } from '../doubt.ts';

/** A first version would be applied where an earlier register of the engine left tickets. */
export class TicketsOfAnother extends Error {
  override readonly name = 'TicketsOfAnother';
}

/** Declares that a register is made anew for an installation whose register was lost: everything before is unknown. */
export async function declareAdoption(
  register: Register,
  instance: string,
  actor: string,
  now: Instant,
): Promise<void> {
  const body = { instance, from: BEGINNING, until: now };
  await register.write((tx) => tx.append([{ stream: 'engine', kind: 'adopted', actor, at: now, body }]));
}

/**
 * Sees to it that a first version opens no second ticket for what an earlier register has opened already. A key does not tell its
 * installation, so every ticket counts that carries the engine's mark and that its account opened, but the one by which the set-up was tried.
 * @throws TicketsOfAnother naming the tickets and the next step; TrackerError.
 */
export async function refuseSecondTickets(
  register: Reads,
  trackers: Iterable<Tickets>,
  instance: string,
): Promise<void> {
  if (await register.latestProgramme()) return;
  const [adopted] = await register.events({ kinds: ['adopted'], limit: 1, words: 'hashes' });
  if (adopted && adopted.body.instance !== instance)
    throw new TicketsOfAnother(
      `This register was made to adopt the tickets of ${adopted.body.instance}, but the programme says instance: ${instance}. ` +
        'Correct the programme, or make another register: dutybound init --adopt INSTANCE --data FOLDER.',
    );
  if (adopted) return;
  for (const tickets of trackers) {
    const found = (await tickets.changedSince(BEGINNING)).filter(
      ({ key, display }) => key !== undefined && display !== TRIAL,
    );
    const newest = found.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0];
    if (newest) throw new TicketsOfAnother(refusal(tickets.id, found.length, newest, instance));
  }
}

function refusal(tracker: string, many: number, { ref, display }: ChangedTicket, instance: string): string {
  return (
    `Tracker ${tracker} holds ${many === 1 ? 'a ticket' : `${many} tickets`} of an earlier register (newest ${ref.number}, ${display}); ` +
    'this one is new and would open second ones. Nothing was applied. ' +
    `Restore the backup: dutybound restore FILE. If there is none: dutybound init --adopt ${instance}, then apply. ` +
    'If they belong to another installation, give this one a repository or project of its own.'
  );
}
