import type { Draft, TicketRef } from '../../../rules/ticket.ts';
import { TrackerError } from '../errors.ts';
import { nameOf } from './address.ts';
import type { Api } from './api.ts';
import { planEdit } from './edit-plan.ts';
import type { Issue } from './shapes.ts';

/**
 * Compares what was written with what is there: an automation of the project may undo a part, and Jira says nothing.
 * @param sent the fields that were written; what else differs was changed by somebody meanwhile, and the next reading sees that.
 * @param opened given where the ticket has just been opened.
 * @throws TrackerError `refused` naming the fields.
 */
export function refuseDropped(
  { options }: Api,
  ref: TicketRef,
  issue: Issue,
  draft: Draft,
  sent?: string[],
  opened?: TrackerError['opened'],
): void {
  const differing = Object.keys(planEdit(options, issue, { ...draft, lastWritten: draft.block }).fields);
  const fields = differing.filter((field) => sent?.includes(field) ?? true);
  if (fields.length === 0) return;
  throw new TrackerError(
    `Jira, ${nameOf(ref)}: ${fields.join(', ')} were sent and silently dropped. ` +
      'Look for an automation or a setting of the project that changes them.',
    { kind: 'refused', fields },
    opened,
  );
}
