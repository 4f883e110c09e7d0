import { z } from 'zod';
import type { JiraLogin, JiraTracker, JiraValue } from '../rules/programme.ts';
import { baseAddress, mail, secret } from './addresses.ts';
import { ATLASSIAN, JIRA } from './defaults.ts';
import { date, field, fields, flag, line } from './fields.ts';
import { terms, termsOf } from './tracker-terms.ts';

/** Fields that the engine writes itself, from the duty and its record. */
const OWN_FIELDS =
  'project, issuetype, summary, description, labels, assignee, duedate, parent, priority, status, resolution';

const project = field('the key of a project, such as ISMS', (text) =>
  /^[A-Z][A-Z0-9_]{1,254}$/.test(text) ? text : undefined,
);
const cloudId = field('the id of a site at Atlassian: letters, digits, and hyphens', (text) =>
  /^[\w-]{1,100}$/.test(text) ? text : undefined,
);
const id = field('an id: digits, such as 10001', (text) => (/^\d{1,19}$/.test(text) ? text : undefined));

/** An account at Jira: it has no login that people see. */
export const accountId = field('an account id of Jira, such as 5b10ac8d82e05b22cc7d4ef5', (text) =>
  /^[\w:-]{1,128}$/.test(text) ? text : undefined,
);

const text = line(255);
const value = z.union([text, z.strictObject({ option: text, child: text }), z.strictObject({ user: accountId })], {
  error: 'a text, a date, or an option’s id; { option: ID, child: ID }; or { user: ACCOUNTID }',
});
const fieldId = z
  .string()
  .regex(/^[A-Za-z][\w.-]{0,99}$/, { error: 'the id of a field, such as customfield_10417' })
  .refine((key) => !OWN_FIELDS.split(', ').includes(key) && !(key in {}), {
    error: `any field that is not written from the duty itself: ${OWN_FIELDS}`,
  });

/** A project at Jira Cloud, logged in by an API token, a bearer token, or OAuth 2.0. */
export const jira = fields({
  kind: z.literal('jira', { error: 'jira' }),
  site: baseAddress,
  project,
  type: id,
  subtask_type: id.exactOptional(),
  account: mail.exactOptional(),
  token: secret.exactOptional(),
  token_expires: date.exactOptional(),
  oauth: fields({
    cloud: cloudId,
    client_id: line(255),
    client_secret: secret,
    refresh_token: secret,
    gateway: baseAddress.exactOptional(),
    authority: baseAddress.exactOptional(),
    intake: baseAddress.exactOptional(),
  }).exactOptional(),
  fields: z.record(fieldId, value, { error: 'a map by the id of a field' }).exactOptional(),
  status: fields({ open: id.exactOptional(), done: id.exactOptional(), dropped: id.exactOptional() }).exactOptional(),
  resolution: fields({ done: id.exactOptional(), dropped: id.exactOptional() }).exactOptional(),
  priority: fields({ task: id.exactOptional(), minor: id.exactOptional(), major: id.exactOptional() }).exactOptional(),
  quiet: flag.exactOptional(),
  ...terms,
});

type RawJira = z.output<typeof jira>;

/** @returns the tracker with its defaults. @throws Error without a login, which the checks of the file find first. */
export function jiraOf(tracker: string, raw: RawJira): JiraTracker {
  return {
    id: tracker,
    kind: 'jira',
    target: raw.project,
    api: raw.site,
    login: loginOf(tracker, raw),
    type: raw.type,
    ...(raw.subtask_type && { subtaskType: raw.subtask_type }),
    fields: raw.fields ?? ({} satisfies Record<string, JiraValue>),
    status: raw.status ?? {},
    resolution: raw.resolution ?? {},
    priority: raw.priority ?? {},
    quiet: raw.quiet ?? false,
    ...termsOf(raw, JIRA),
  };
}

function loginOf(tracker: string, { account, token, token_expires: expires, oauth }: RawJira): JiraLogin {
  if (token && account) return { how: 'basic', mail: account, token, ...(expires && { expires }) };
  if (token) return { how: 'bearer', token, ...(expires && { expires }) };
  if (!oauth) throw new Error(`trackers.${tracker} has neither token nor oauth.`);
  const { cloud, client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken } = oauth;
  const { gateway = ATLASSIAN.gateway, authority = ATLASSIAN.authority, intake } = oauth;
  const app = { cloud, clientId, clientSecret, refreshToken, gateway, authority };
  return { how: 'oauth', ...app, ...(intake !== undefined && { intake }) };
}
