import type { Doorbell } from '../tickets/port.ts';

export type DoorbellTicket = Doorbell['ticket'];

export const QUEUE_NAME = 'doorbells';

/** @returns an id without `:`, which BullMQ keeps for itself. */
export function doorbellId(ticket: DoorbellTicket): string {
  return `${encodeURIComponent(ticket.tracker)}/${encodeURIComponent(ticket.id)}`;
}
