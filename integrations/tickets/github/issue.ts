import type { TicketRef } from '../../../rules/ticket.ts';
import { TrackerError } from '../errors.ts';
import { ISSUE, isOther, pathOf, refOf } from './address.ts';
import { type Api, nameOf } from './api.ts';
import { type Issue, issueShape, parsed } from './shapes.ts';

/**
 * The issue of a ref, wherever it was transferred to.
 * @throws TrackerError `gone` if it is not there, or if what stands there is another repository's.
 */
export async function fetchIssue(api: Api, ref: TicketRef): Promise<Issue> {
  const answer = await api.client.call(`GET ${ISSUE}`, pathOf(ref), { scope: 'ticket' });
  const issue = parsed(issueShape, answer.data, nameOf(ref));
  if (isOther(ref, refOf(api.id, api.target, issue))) {
    throw new TrackerError(`GitHub, ${nameOf(ref)}: another repository has taken over this address`, { kind: 'gone' });
  }
  return issue;
}
