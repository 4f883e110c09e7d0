import type { ChangedTicket, Tickets } from '../../integrations/tickets/port.ts';
import { ticketTables } from '../../register/columns.ts';
import type { StoredEffect } from '../../register/effects.ts';
import type { Register, Tx } from '../../register/register.ts';
import { effectKey, priority, redrawing } from '../../rules/effect.ts';
import { ticketKey } from '../../rules/thread.ts';
import { type Instant, plusMs } from '../../rules/time.ts';
import { BEGINNING, forgets } from '../doubt.ts';
import { outboxRow } from '../outbox-row.ts';
import { loadTicketed, streamOf, type Ticketed } from '../records.ts';
import { tellOpened } from './opened.ts';

/** An opening cannot be ended by hand, or not in this way. */
export class NotUncertain extends Error {
  override readonly name = 'NotUncertain';
}

/** An opening of a ticket that is not there yet, as far as the register knows. */
export interface Opening {
  record: Ticketed;
  effect: StoredEffect;
  display: string;
}

/** Clocks differ by less. */
const MARGIN_MS = 300_000;

/**
 * @returns the opening that stands for a record. @throws NotUncertain if it is no task or nonconformity, if it has a ticket, or if its
 * opening was not decided yet or is being tried at this moment; RegisterError `ambiguous`.
 */
export async function openingOf(register: Register | Tx, name: string, now: Instant): Promise<Opening> {
  const found = await register.resolve(name);
  if (!found) throw new NotUncertain(`No task or nonconformity is called ${name}. Look at dutybound status.`);
  if (!ticketTables.some((table) => table === found.table)) {
    const what = found.table === 'occurrence' ? 'an occurrence' : 'documented information';
    throw new NotUncertain(
      `${name} is ${what} (${found.key}), which has no ticket. A task or nonconformity has one: look at dutybound status.`,
    );
  }
  const record = await loadTicketed(register, found.key);
  const { terms, thread } = record.row.state;
  const { display, tracker } = terms;
  if (thread.ref)
    throw new NotUncertain(`${display} has its ticket: ${thread.ref.number}. Nothing is uncertain about it.`);
  const key = effectKey(found.key, thread.generation, 'ensure:opening');
  const [effect] = (await register.effects({ record: found.key, tracker, kinds: ['ensure'] }, 50)).filter(
    (e) => e.key === key,
  );
  if (!effect) throw new NotUncertain(`${display} was not opened yet: that happens by itself while dutybound up runs.`);
  if (effect.state === 'leased' && (effect.leaseUntil ?? '') > now)
    throw new NotUncertain(`The opening of ${display} is being tried at this moment; look again in a minute.`);
  return { record, effect, display };
}

/**
 * @returns the ticket that people mean by `reference`: a number, an address, or the tracker's id.
 * @throws NotUncertain unless the engine's own account opened it at the record's tracker, and no other record has it or left its key
 * there; TrackerError.
 */
export async function linkable(
  register: Register,
  tickets: Tickets,
  { record, effect, display }: Opening,
  reference: string,
): Promise<ChangedTicket> {
  const listed = await openedSince(register, tickets, effect);
  const names = ({ ref }: ChangedTicket) => [
    ref.number,
    ref.number.replace('#', ''),
    ref.url,
    ref.id,
    `${tickets.id}:${ref.number}`,
  ];
  const found = listed.find((ticket) => names(ticket).includes(reference));
  if (!found)
    throw new NotUncertain(
      `${tickets.id} has no ticket ${reference} that the engine's own account opened since it was to open ${display}. ` +
        `Nobody else's ticket can be it. If there is none: dutybound create ${display}.`,
    );
  const other = await register.byTicket(tickets.id, found.ref.id);
  if (other)
    throw new NotUncertain(
      `${found.ref.number} is the ticket of another record: dutybound show '${found.ref.number}'.`,
    );
  const own = ticketKey(record.row.key, record.row.state.thread);
  if (found.key !== undefined && found.key !== own)
    throw new NotUncertain(
      `${found.ref.number} carries the key of another record, ${found.display}; it was left alone.`,
    );
  return found;
}

/** Records who said that this ticket is the record's, and has the engine's part written into it. @throws NotUncertain. */
export async function link(
  register: Register,
  opening: Opening,
  ticket: ChangedTicket,
  actor: string,
  now: Instant,
): Promise<void> {
  await register.write(async (tx) => {
    const { record, effect } = await openingOf(tx, opening.record.row.key, now);
    const { row, table } = record;
    const { thread, terms } = row.state;
    await tx.finishEffect(effect.key, { number: ticket.ref.number, linked: true });
    await tellOpened(tx, record, ticket.ref, ticket.createdAt, actor);
    if (thread.blocked)
      await tx.append([{ stream: streamOf(table, row.key), kind: 'unblocked', actor: 'engine', at: now, body: {} }]);
    await tx.dropStray({ tracker: terms.tracker, ticketId: ticket.ref.id });
    const takeOver = redrawing(row.key, thread.generation, 'linked', { takeOver: true, as: priority.reply });
    await tx.addEffects([outboxRow(takeOver, row.key, terms.tracker)]);
    await tx.hint(table, row.key, { wake_at: now });
  });
}

/**
 * Looks once more whether a ticket with the record's key is there.
 * @throws NotUncertain naming it if it is, or if no attempt was ever made; TrackerError.
 */
export async function checkNone(
  register: Register,
  tickets: Tickets,
  { record, effect, display }: Opening,
): Promise<void> {
  if (effect.attempts === 0 && !record.row.state.thread.blocked)
    throw new NotUncertain(`Nothing is uncertain about ${display}: it opens by itself while dutybound up runs.`);
  const own = ticketKey(record.row.key, record.row.state.thread);
  const found = (await openedSince(register, tickets, effect)).find((ticket) => ticket.key === own);
  if (found)
    throw new NotUncertain(`It is there: ${found.ref.number}. Next: dutybound link ${display} '${found.ref.number}'.`);
}

/** Records who said that there is no ticket, and has it opened without waiting any longer. @throws NotUncertain, RegisterError. */
export async function ruleOut(register: Register, opening: Opening, actor: string, now: Instant): Promise<void> {
  await register.write(async (tx) => {
    const { record, effect } = await openingOf(tx, opening.record.row.key, now);
    const stream = streamOf(record.table, record.row.key);
    await tx.append([{ stream, kind: 'ruled-out', actor, at: now, body: { effect: effect.key } }]);
    await tx.ruleOutEffect(effect.key);
    await tx.hint(record.table, record.row.key, { wake_at: now });
  });
}

/** A ticket of this opening is not older than its decision, unless the decision was forgotten once. */
async function openedSince(register: Register, tickets: Tickets, { created }: StoredEffect): Promise<ChangedTicket[]> {
  return tickets.changedSince((await forgets(register)) ? BEGINNING : plusMs(created, -MARGIN_MS));
}
