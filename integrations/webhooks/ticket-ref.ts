import type { Doorbell } from '../tickets/port.ts';

export type DoorbellTicket = Doorbell['ticket'];

/** What is looked at: a ticket's own record, or whether a label of any ticket tells of an event. */
export type Ring = DoorbellTicket & { labelled?: true };

export const QUEUE_NAME = 'doorbells';

/** @returns an id without `:`, which BullMQ keeps for itself. */
export function doorbellId({ tracker, id, labelled }: Ring): string {
  return `${encodeURIComponent(tracker)}/${encodeURIComponent(id)}${labelled ? '/labelled' : ''}`;
}
