import { TrackerError } from '../../integrations/tickets/errors.ts';
import type { Tickets } from '../../integrations/tickets/port.ts';
import { keyOf, TRIAL } from '../../rules/keys.ts';
import type { Draft, TicketRef } from '../../rules/ticket.ts';
import { Refusal, type Terminal } from '../terminal.ts';

/** What a test ticket is named after. */
export interface Occasion {
  organisation: string;
  instance: string;
  /** Where it is opened, as people know it. */
  target: string;
  /** Today, YYYY-MM-DD. */
  today: string;
}

/**
 * Opens one ticket by the verbs that every later ticket goes through, reads it back, comments, and closes it. Its key is always the same:
 * one that an interrupted run left open is found again and closed.
 * @throws Refusal naming the step, and the ticket where one stays open.
 */
export async function tryTicket(terminal: Terminal, tickets: Tickets, occasion: Occasion): Promise<TicketRef> {
  const draft = draftOf(tickets, occasion);
  let ref: TicketRef | undefined;
  try {
    ({ ref } = await tickets.ensure({ ...draft, category: 'open' }));
    terminal.err(`  ✓ opened ${ref.number}  ${ref.url}`);
    demand(await isAs(tickets, ref, draft, 'open'), 'it does not read as it was written');
    terminal.err('  ✓ read back as written');
    await tickets.comment(ref, `${draft.key}-comment`, [['This comment is part of the test, too.']], true);
    terminal.err('  ✓ commented');
    await tickets.ensure({ ...draft, category: 'done' }, ref);
    demand(await isAs(tickets, ref, draft, 'done'), 'it is not closed');
    terminal.err('  ✓ moved to its end, and closed');
    return ref;
  } catch (error) {
    if (!(error instanceof TrackerError || error instanceof Unexpected)) throw error;
    const open = ref ?? (error instanceof TrackerError ? error.opened?.ref : undefined);
    const left = open
      ? ` ${open.number} stays open at ${open.url}: the next run goes on with it, or close it by hand.`
      : '';
    throw new Refusal(`The test ticket failed: ${error.message}${left}\nNothing was written to the programme.`);
  }
}

class Unexpected extends Error {}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Unexpected(otherwise);
}

async function isAs(tickets: Tickets, ref: TicketRef, draft: Draft, category: 'open' | 'done'): Promise<boolean> {
  const found = await tickets.read(ref);
  return 'title' in found && found.title === draft.title && found.category === category && found.fence === 'intact';
}

function draftOf({ id, inabilities }: Tickets, { organisation, instance, target, today }: Occasion): Draft {
  const key = keyOf({
    instance,
    duty: 'connect',
    subject: `${id} ${target}`,
    period: 'test',
    cause: 'test',
    slot: 'ticket',
  });
  return {
    key,
    display: TRIAL,
    title: `Test of dutybound for ${organisation}: nothing to do`,
    block: [
      { kind: 'paragraph', text: [{ strong: 'This is a test. Nothing has to be done.' }] },
      {
        kind: 'paragraph',
        text: ['dutybound was set up here. It opens this ticket, reads it, comments, and closes it; all by itself.'],
      },
    ],
    labels: ['isms'],
    ...(!inabilities.includes('due-date') && { due: today }),
    heard: [],
  };
}
