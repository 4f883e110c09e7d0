import type { TicketRef } from '../../../rules/ticket.ts';
import type { Issue } from './shapes.ts';

/**
 * The ref's `id` is the issue's own id, which survives moving and converting; `number` is its key, which a move to another project
 * changes, and with it the `url`.
 */
export function refOf(tracker: string, site: string, { id, key }: Pick<Issue, 'id' | 'key'>): TicketRef {
  return { tracker, id, number: key, url: `${site.replace(/\/+$/, '')}/browse/${key}` };
}

/** @returns the label by which an issue is looked up; it proves nothing. Keys are lower-case letters, digits, and hyphens. */
export function labelOf(key: string): string {
  return `dutybound-${key}`;
}

/** @returns a ticket as messages name it. */
export function nameOf(ref: TicketRef): string {
  return `${ref.number} (${ref.url})`;
}
