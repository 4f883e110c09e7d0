import { z } from 'zod';
import type { Account } from '../../../rules/ticket.ts';
import { instantOf } from '../../../rules/time.ts';
import { unanswered } from './fault.ts';

/** Jira writes `2027-04-12T07:00:00.000+0000`; the library turns some into dates. */
const instant = z
  .union([z.string(), z.date()])
  .refine((at) => !Number.isNaN(new Date(at).getTime()), { message: 'no instant', abort: true })
  .transform((at) => instantOf(new Date(at).toISOString()));

export const selfShape = z.object({ accountId: z.string(), displayName: z.string().default('') });

const userShape = z.object({ accountId: z.string() }).transform(accountOf);

/** An account that was erased leaves its comments without author. */
const author = userShape.nullish().transform((user) => user ?? { id: 'unknown', login: 'unknown' });

/** Who wrote a comment. Apps and automations are called as bots are everywhere: what they write commands nothing. */
const speaker = z
  .object({ accountId: z.string(), accountType: z.string().optional() })
  .nullish()
  .transform((user) => {
    const { id, login } = user ? accountOf(user) : { id: 'unknown', login: 'unknown' };
    return { id, login: user?.accountType === 'app' ? `${login}[bot]` : login };
  });

const named = z.object({ id: z.string() });
const status = z.object({ id: z.string(), name: z.string().optional(), statusCategory: z.object({ key: z.string() }) });
export type Status = z.infer<typeof status>;

/** What the engine keeps on an issue beside its text. `home` is the key of the project in which it was opened. */
const mark = z.object({ key: z.string(), display: z.string(), hash: z.string(), home: z.string() });
export type Mark = z.infer<typeof mark>;

const properties = z
  .object({ dutybound: mark.optional().catch(undefined) })
  .nullish()
  .transform((found) => found?.dutybound);

const commentShape = z.object({
  id: z.string(),
  author: speaker,
  body: z.unknown().optional(),
  created: instant,
  updated: instant,
  properties: z
    .array(z.object({ key: z.string(), value: z.unknown() }))
    .optional()
    .transform((list) => list && keyIn(list)),
});
export type IssueComment = z.infer<typeof commentShape>;

const fileShape = z.object({ id: z.string(), filename: z.string(), author, created: instant });
export type IssueFile = z.infer<typeof fileShape>;

const itemShape = z.object({
  field: z.string(),
  from: z.string().nullish(),
  to: z.string().nullish(),
});
const historyShape = z.object({ id: z.string(), author, created: instant, items: z.array(itemShape) });
export type History = z.infer<typeof historyShape>;

const fields = z.object({
  summary: z.string(),
  description: z.unknown().optional(),
  status,
  resolution: named.nullish(),
  labels: z.array(z.string()).nullish(),
  assignee: userShape.nullish(),
  duedate: z.string().nullish(),
  priority: named.nullish(),
  parent: named.nullish(),
  issuetype: z.object({ id: z.string(), subtask: z.boolean() }),
  project: z.object({ id: z.string(), key: z.string() }),
  creator: author,
  created: instant,
  updated: instant,
  comment: z.object({ comments: z.array(commentShape), total: z.number() }).nullish(),
  attachment: z.array(fileShape).nullish(),
});

export const issueShape = z.object({
  id: z.string(),
  key: z.string(),
  fields,
  properties,
  changelog: z.object({ histories: z.array(historyShape), total: z.number() }).nullish(),
});
export type Issue = z.infer<typeof issueShape>;

export const createdShape = z.object({ id: z.string(), key: z.string() });

export const commentsShape = z.object({ comments: z.array(commentShape), total: z.number(), startAt: z.number() });
export const historiesShape = z.object({ values: z.array(historyShape), total: z.number() });
export const writtenCommentShape = z.object({ id: z.string(), created: instant });

export const searchShape = z.object({ issues: z.array(issueShape), nextPageToken: z.string().nullish() });

/** A field of a screen: of the one for creating, or of a transition's. */
export const fieldShape = z.object({
  name: z.string(),
  required: z.boolean(),
  hasDefaultValue: z.boolean().optional(),
  schema: z.object({ type: z.string(), items: z.string().optional(), custom: z.string().optional() }).optional(),
  allowedValues: z.array(z.unknown()).optional(),
});
export type Field = z.infer<typeof fieldShape>;

export const transitionsShape = z.object({
  transitions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      to: status,
      isAvailable: z.boolean().optional(),
      fields: z.record(z.string(), fieldShape).optional(),
    }),
  ),
});
export type Transition = z.infer<typeof transitionsShape>['transitions'][number];

export const statusesShape = z.array(z.object({ id: z.string(), statuses: z.array(status) }));

export const permissionsShape = z.object({
  permissions: z.record(z.string(), z.object({ havePermission: z.boolean() })),
});

export const projectShape = z.object({ key: z.string(), archived: z.boolean().optional() });

export const assignableShape = z.array(z.object({ accountId: z.string(), active: z.boolean().optional() }));

export const typesShape = z.object({
  issueTypes: z.array(z.object({ id: z.string(), name: z.string(), subtask: z.boolean() })),
});

export const resolutionsShape = z.object({ values: z.array(z.object({ id: z.string(), name: z.string() })) });

/**
 * Parses what Jira answered, at the edge.
 * @throws TrackerError `unreachable` if it is something else: behind a proxy's page the outcome of a write is unknown.
 */
export function parsed<T>(shape: z.ZodType<T>, data: unknown, place: string): T {
  const result = shape.safeParse(data);
  if (result.success) return result.data;
  const at = result.error.issues[0];
  throw unanswered(place, `unexpected answer at ${at?.path.join('.') || 'its root'}: ${at?.message ?? 'unknown'}`);
}

/** People are called by the account's id everywhere: Jira shows no other name that is unique. */
function accountOf({ accountId }: { accountId: string }): Account {
  return { id: accountId, login: accountId };
}

function keyIn(list: { key: string; value?: unknown }[]): string | undefined {
  const found = z.object({ key: z.string() }).safeParse(list.find(({ key }) => key === 'dutybound')?.value);
  return found.success ? found.data.key : undefined;
}
