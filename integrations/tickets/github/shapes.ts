import { z } from 'zod';
import { instantOf } from '../../../rules/time.ts';
import { unanswered } from './fault.ts';

const id = z.number().transform(String);
const instant = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), { message: 'no instant', abort: true })
  .transform(instantOf);

/** A deleted account stands as `null`; GitHub shows it as this one. */
const ghost = { id: '10137', login: 'ghost' };
const user = z.object({ id, login: z.string() });
const author = user.nullish().transform((u) => u ?? ghost);

export const issueShape = z.object({
  id,
  number: z.number(),
  html_url: z.url(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  state_reason: z.string().nullish(),
  labels: z.array(z.union([z.string(), z.object({ name: z.string() }).transform((l) => l.name)])),
  assignees: z.array(user),
  user: author,
  created_at: instant,
  updated_at: instant,
  closed_at: instant.nullish(),
  closed_by: user.nullish(),
  comments: z.number(),
  pull_request: z.unknown().optional(),
});
export type Issue = z.infer<typeof issueShape>;

export const commentShape = z.object({
  id,
  body: z.string().nullish(),
  user: author,
  created_at: instant,
  updated_at: instant,
});
export type IssueComment = z.infer<typeof commentShape>;

/** An entry of the timeline, before it is known to be of interest. */
export const entryShape = z.object({ event: z.string() });

export const eventShape = z.object({
  id,
  event: z.string(),
  actor: author,
  assigner: user.nullish(),
  assignee: user.nullish(),
  state_reason: z.string().nullish(),
  created_at: instant,
});
export type IssueEvent = z.infer<typeof eventShape>;

export const userShape = user;

/** `suspended_at` stands where an administrator has locked the account out. */
export const accountShape = z.object({ id, login: z.string(), suspended_at: z.string().nullish() });

export const repositoryShape = z.object({
  full_name: z.string(),
  private: z.boolean(),
  archived: z.boolean().optional(),
  has_issues: z.boolean(),
  permissions: z.object({ push: z.boolean().optional(), admin: z.boolean().optional() }).optional(),
});

export const hookConfigShape = z.object({ url: z.string().nullish(), content_type: z.string().optional() });

const hookShape = z.object({ id, active: z.boolean(), events: z.array(z.string()), config: hookConfigShape });
export type Hook = z.infer<typeof hookShape>;

export const hooksShape = z.array(hookShape);

export const deliveriesShape = z.array(z.object({ status_code: z.number(), delivered_at: instant }));

export const webhookShape = z.object({
  repository: z.object({ full_name: z.string() }),
  sender: user,
  action: z.string().nullish(),
  label: z.object({ name: z.string() }).nullish(),
  issue: z.object({ id, updated_at: instant, pull_request: z.unknown().optional() }),
});

/**
 * Parses what GitHub answered, at the edge.
 * @throws TrackerError `unreachable` if it is something else: behind a proxy's page the outcome of a write is unknown.
 */
export function parsed<T>(shape: z.ZodType<T>, data: unknown, place: string): T {
  const result = shape.safeParse(data);
  if (result.success) return result.data;
  const at = result.error.issues[0];
  throw unanswered(place, `unexpected answer at ${at?.path.join('.') || 'its root'}: ${at?.message ?? 'unknown'}`);
}
