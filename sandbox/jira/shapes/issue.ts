import type { Person } from '../../store/model.ts';
import type { Call } from '../call.ts';
import { partsOf } from '../issues/create.ts';
import type { CustomValue } from '../issues/values.ts';
import type { Attachment, Issue, Option } from '../model.ts';
import { keyOf } from '../site.ts';
import type { Urls } from '../urls.ts';
import {
  apiAt,
  instant,
  priorityShape,
  projectShape,
  resolutionShape,
  statusShape,
  typeShape,
  userShape,
} from './base.ts';
import { commentShape } from './comment.ts';

/** The most comments that an issue shows by itself, and within a search. */
const commentLimits = { alone: 100, found: 20 } as const;

/** Every field of an issue, by id; each is made when it is asked for. */
export function fieldsOf(
  call: Call,
  issue: Issue,
  where: keyof typeof commentLimits,
): Readonly<Record<string, () => unknown>> {
  const { urls } = call;
  return {
    summary: () => issue.summary,
    description: () => issue.description,
    issuetype: () => typeShape(urls, issue.type),
    project: () => projectShape(urls, issue.project),
    ...(issue.parent ? { parent: () => issue.parent && linked(urls, issue.parent) } : {}),
    subtasks: () => partsOf(call.site, issue).map((part) => linked(urls, part)),
    status: () => statusShape(urls, issue.status),
    statuscategorychangedate: () => instant(issue.statusSince),
    resolution: () => issue.resolution && resolutionShape(urls, issue.resolution),
    resolutiondate: () => (issue.resolvedAt === null ? null : instant(issue.resolvedAt)),
    priority: () => priorityShape(urls, issue.priority),
    labels: () => issue.labels,
    assignee: () => issue.assignee && userShape(urls, issue.assignee),
    reporter: () => userShape(urls, issue.creator),
    creator: () => userShape(urls, issue.creator),
    created: () => instant(issue.createdAt),
    updated: () => instant(issue.updatedAt),
    duedate: () => issue.dueDate,
    attachment: () => issue.attachments.map((each) => attachmentShape(urls, each)),
    comment: () => comments(call, issue, commentLimits[where]),
    watches: () => watches(call, issue),
    ...customFields(urls, issue),
  };
}

function watches({ urls, person }: Call, issue: Issue) {
  const self = `${apiAt(urls)}/issue/${keyOf(issue)}/watchers`;
  return { self, watchCount: issue.watchers.size, isWatching: issue.watchers.has(person) };
}

function comments({ urls, world }: Call, issue: Issue, limit: number) {
  const shown = issue.comments.slice(0, Math.min(limit, world.maxPageSize));
  return {
    comments: shown.map((comment) => commentShape(urls, comment, false)),
    self: `${apiAt(urls)}/issue/${issue.id}/comment`,
    maxResults: shown.length,
    total: issue.comments.length,
    startAt: 0,
  };
}

function linked(urls: Urls, issue: Issue) {
  return {
    id: String(issue.id),
    key: keyOf(issue),
    self: `${apiAt(urls)}/issue/${issue.id}`,
    fields: {
      summary: issue.summary,
      status: statusShape(urls, issue.status),
      priority: priorityShape(urls, issue.priority),
      issuetype: typeShape(urls, issue.type),
    },
  };
}

function customFields(urls: Urls, issue: Issue): Record<string, () => unknown> {
  const fields = issue.project.kind.fields.filter((field) => field.id.startsWith('customfield_'));
  return Object.fromEntries(
    fields.map(({ id }) => {
      const custom = issue.custom.get(id) as CustomValue | undefined;
      return [id, () => (custom ? customShape(urls, custom.value) : null)];
    }),
  );
}

function customShape(urls: Urls, value: CustomValue['value']): unknown {
  if (typeof value === 'string') return value;
  if (isPerson(value)) return userShape(urls, value);
  if (!('option' in value)) return optionShape(urls, value);
  return { ...optionShape(urls, value.option), ...(value.child ? { child: optionShape(urls, value.child) } : {}) };
}

function isPerson(value: object): value is Person {
  return 'accountId' in value;
}

/** One choice of a select field. */
export function optionShape(urls: Urls, { id, value }: Option) {
  return { self: `${apiAt(urls)}/customFieldOption/${id}`, value, id };
}

/** A file as the issue lists it; there is no hash. */
export function attachmentShape(urls: Urls, attachment: Attachment) {
  return {
    self: `${apiAt(urls)}/attachment/${attachment.id}`,
    id: String(attachment.id),
    filename: attachment.name,
    author: userShape(urls, attachment.author),
    created: instant(attachment.createdAt),
    size: attachment.bytes.length,
    mimeType: attachment.type,
    content: `${apiAt(urls)}/attachment/content/${attachment.id}`,
  };
}
