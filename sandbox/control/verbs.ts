import { z } from 'zod';
import type { Act } from '../act/act.ts';
import { hookEvents } from '../jira/hooks/hook.ts';
import { accessLevels } from '../store/model.ts';

const text = z.string();
const number = z.number().int().positive();
const onTicket = [text, text, number] as const;
const bytes = z.object({ base64: z.string() }).transform(({ base64 }): Uint8Array => Buffer.from(base64, 'base64'));
const draft = z.object({
  title: text,
  body: text.optional(),
  labels: z.array(text).optional(),
  assignees: z.array(text).optional(),
});

/** A verb that takes its arguments as a JSON array. Throws a ZodError that names what is wrong in them. */
export type Verb = (given: unknown) => unknown;

/** Makes a verb of a function and the shape of its arguments. */
export function verb<A extends unknown[]>(shape: z.ZodType<A>, does: (...given: A) => unknown): Verb {
  return (given) => does(...shape.parse(given));
}

/** Every act, with the shape of what it takes over HTTP; bytes travel as `{"base64": "…"}`. */
export function actVerbs(act: Act): Record<keyof Act, Verb> {
  return {
    createIssue: verb(z.tuple([text, text, draft]), act.createIssue),
    createPullRequest: verb(z.tuple([text, text, text]), act.createPullRequest),
    close: verb(z.tuple([...onTicket, z.enum(['completed', 'not_planned', 'duplicate'])]), act.close),
    reopen: verb(z.tuple(onTicket), act.reopen),
    editTitle: verb(z.tuple([...onTicket, text]), act.editTitle),
    editBody: verb(z.tuple([...onTicket, text]), act.editBody),
    assign: verb(z.tuple([...onTicket, text]), act.assign),
    unassign: verb(z.tuple([...onTicket, text]), act.unassign),
    label: verb(z.tuple([...onTicket, text]), act.label),
    unlabel: verb(z.tuple([...onTicket, text]), act.unlabel),
    deleteIssue: verb(z.tuple(onTicket), act.deleteIssue),
    transfer: verb(z.tuple([...onTicket, text]), act.transfer),
    comment: verb(z.tuple([...onTicket, text]), act.comment),
    commentWithFiles: verb(
      z.tuple([...onTicket, text, z.array(z.object({ name: text, bytes }))]),
      act.commentWithFiles,
    ),
    attach: verb(z.tuple([...onTicket, text, bytes, text.default('')]), act.attach),
    editComment: verb(z.tuple([...onTicket, text]), act.editComment),
    deleteComment: verb(z.tuple(onTicket), act.deleteComment),
    react: verb(z.tuple([...onTicket, text]), act.react),
    commitFile: verb(z.tuple([text, text, text, bytes, text.optional()]), act.commitFile),
    grant: verb(z.tuple([text, text, z.enum(accessLevels)]), act.grant),
    editDocument: verb(z.tuple([...onTicket, z.unknown()]), act.editDocument),
    transition: verb(z.tuple([...onTicket, text, text.optional()]), act.transition),
    convertToSubtask: verb(z.tuple([...onTicket, number]), act.convertToSubtask),
    activateAccount: verb(z.tuple([text, z.boolean()]), act.activateAccount),
    replaceToken: verb(z.tuple([text, text]), act.replaceToken),
    addWebhook: verb(z.tuple([text, text, text, z.array(z.enum(hookEvents)).optional()]), act.addWebhook),
    removeWebhook: verb(z.tuple([number]), act.removeWebhook),
    removeAccount: verb(z.tuple([text]), act.removeAccount),
    enableIssues: verb(z.tuple([text, z.boolean()]), act.enableIssues),
  };
}
