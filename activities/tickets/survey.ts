import type { ChangedTicket, Tickets } from '../../integrations/tickets/port.ts';
import type { Stray } from '../../register/strays.ts';
import { TRIAL } from '../../rules/keys.ts';
import type { Programme } from '../../rules/programme.ts';
import { plusMs } from '../../rules/time.ts';
import type { Dependencies } from '../dependencies.ts';
import { BEGINNING, type Doubt, doubtOf } from '../doubt.ts';

/** Asked so much further back than the backup: clocks differ. */
const MARGIN_MS = 300_000;
/** Default time after which a tracker's list shows everything that was written, ms. */
const SETTLE_MS = 60_000;

/**
 * @returns whether everything is known of a tracker that a restored register has forgotten; asks for it if the time has come.
 * @throws TrackerError.
 */
export async function surveyed(
  deps: Dependencies,
  tickets: Tickets,
  programme: Programme | undefined,
): Promise<boolean> {
  const doubt = await doubtOf(deps.register, tickets.id);
  if (!doubt) return true;
  return survey(deps, tickets, doubt, programme?.trackers.find((t) => t.id === tickets.id)?.settle ?? SETTLE_MS);
}

/**
 * Asks a tracker once for everything that the engine opened since the backup was taken. What no record knows is kept as a stray: the
 * record that it belongs to will find it there by its key, instead of opening a second one; and numbers that it shows are not given
 * away again. Nothing is written to the tracker.
 * @param settle how long the tracker's list may lag, ms.
 * @returns false while that time is not over since the gap ended: then nothing was asked.
 */
async function survey(deps: Dependencies, tickets: Tickets, { from, until }: Doubt, settle: number): Promise<boolean> {
  const { register } = deps;
  if (deps.clock() < plusMs(until, settle)) return false;
  const since = from === BEGINNING ? BEGINNING : plusMs(from, -MARGIN_MS);
  const listed = await tickets.changedSince(since);
  const unknown: Stray[] = [];
  for (const ticket of listed) {
    const known = await register.byTicket(tickets.id, ticket.ticket.id);
    const stray = known ? undefined : strayOf(tickets.id, ticket);
    if (stray) unknown.push(stray);
  }
  const at = deps.clock();
  await register.write(async (tx) => {
    await tx.putStrays(unknown);
    for (const { display } of listed) await keepNumber(tx.raiseCount, display);
    const found = unknown.map(({ number, display, key }) => ({ number, display, key }));
    const body = { tracker: tickets.id, from: since, until, tickets: listed.length, strays: found };
    await tx.append([{ stream: 'engine', kind: 'surveyed', actor: 'engine', at, body }]);
  });
  return true;
}

/** @returns the ticket as a stray, undefined if it carries no key, or tried a set-up. */
export function strayOf(tracker: string, { ref, key, display, createdAt, category }: ChangedTicket): Stray | undefined {
  if (key === undefined || display === undefined || display === TRIAL) return undefined;
  const { id: ticketId, number, url } = ref;
  return { tracker, ticketId, key, display, number, url, created: createdAt, open: category === 'open' };
}

/** `NC-2027-015`: the year's numbers go on behind it. */
async function keepNumber(
  raise: (name: string, least: number) => Promise<void>,
  display: string | undefined,
): Promise<void> {
  const [, year, number] = /^NC-(\d{4})-(\d+)$/.exec(display ?? '') ?? [];
  if (year && number) await raise(`NC-${year}`, Number(number));
}
