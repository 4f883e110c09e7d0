import { byText } from '../../../rules/order.ts';
import type { Message, TicketRef } from '../../../rules/ticket.ts';
import type { Instant } from '../../../rules/time.ts';
import type { ChangedTicket, LabelledTicket } from '../port.ts';
import { refOf } from './address.ts';
import type { Api } from './api.ts';
import { categoryOf, shown } from './category.ts';
import { comment } from './comments.ts';
import { fenceOf } from './edit-plan.ts';
import { fetchIssue, standingOf } from './issue.ts';
import { labelledIssues, ownIssues } from './lookup.ts';
import { isOpenedHere } from './project.ts';
import type { Issue } from './shapes.ts';
import { moveTo } from './transition.ts';

/** The port's `changedSince`. Search is late by seconds: whoever asks lets the spans overlap. */
export async function changedSince(api: Api, instant: Instant): Promise<ChangedTicket[]> {
  const changed: ChangedTicket[] = [];
  for (const issue of await ownIssues(api, 'updated', instant))
    if (issue.fields.updated >= instant && (await isOpenedHere(api, issue))) changed.push(changedTicket(api, issue));
  return changed.sort(byText(({ updated }) => updated));
}

/** The port's `labelled`. */
export async function labelled(api: Api, label: string, instant: Instant): Promise<LabelledTicket[]> {
  const { id, site } = api.options;
  return (await labelledIssues(api, label, instant))
    .filter(({ fields }) => fields.updated >= instant)
    .map((issue) => ({
      ref: refOf(id, site, issue),
      title: issue.fields.summary,
      by: issue.fields.creator,
      updated: issue.fields.updated,
    }))
    .sort(byText(({ updated }) => updated));
}

/** The port's `retire`. */
export async function retire(api: Api, ref: TicketRef, successor: TicketRef): Promise<void> {
  const words: Message = [
    ['This was deleted, and ', { link: successor.number, href: successor.url }, ' replaced it. It is closed here.'],
  ];
  await comment(api, ref, `retired-${successor.id}`, words, true);
  const issue = await fetchIssue(api, ref);
  const isClosed = categoryOf(api.options, standingOf(issue)) === shown(api.options, 'dropped');
  if (!isClosed) await moveTo(api, ref, issue, 'dropped');
}

function changedTicket({ options }: Api, issue: Issue): ChangedTicket {
  const { properties, fields } = issue;
  const hasEnd = fenceOf(issue) !== undefined;
  return {
    ticket: { tracker: options.id, id: issue.id },
    updated: fields.updated,
    own: false,
    ref: refOf(options.id, options.site, issue),
    createdAt: fields.created,
    category: categoryOf(options, standingOf(issue)),
    ...(hasEnd && properties && { key: properties.key, display: properties.display }),
  };
}
