import type { RecordedEvent, Words } from '../event.ts';
import { textOf } from '../event.ts';
import { localTime } from '../calendar/show.ts';
import { nameOf, type Organisation } from '../organisation.ts';

type Body = Record<string, unknown>;

/** How each kind of event reads in a record's story; `who` did it. An event that is not here is named by its kind. */
const phrases: Record<string, (body: Body, org: Organisation) => string> = {
  planned: () => 'was planned',
  raised: () => 'was raised',
  opened: (b) => `ticket ${(b.ref as { number?: string })?.number ?? ''} was opened`,
  moved: (b) => `its ticket was moved to ${(b.ref as { number?: string })?.number ?? ''}`,
  triggered: (b) => `was triggered: ${said(b.because)}`,
  delayed: () => 'was opened late by the engine; its dates moved along',
  submitted: () => 'handed in',
  returned: (b) => `came back: missing ${(b.missing as string[]).join(', ')}`,
  'evidence-given': (b) => `gave evidence for ${(b.evidence as { item: string }).item}`,
  'verification-asked': (b, org) => `verification was asked of ${people(b.of, org)}`,
  accepted: (b) => (b.self ? 'accepted it (their own work)' : 'accepted it'),
  rejected: (b) => `rejected it: ${said(b.reason)}`,
  ended: (b) => `ended: ${String(b.verdict ?? b.outcome)}`,
  'extension-asked': (b) => `asked for a later date: ${said(b.reason)}`,
  'extension-approved': () => 'approved the later date',
  'extension-denied': (b) => `denied the later date: ${said(b.reason)}`,
  'extension-lapsed': () => 'the request for a later date lapsed with the deadline',
  'waiver-asked': (b) => `asked not to do it: ${said(b.reason)}`,
  'waiver-approved': () => 'waived it',
  'waiver-denied': (b) => `denied the waiver: ${said(b.reason)}`,
  missed: () => 'counts as missed',
  'followed-up': () => 'a nonconformity follows it up',
  unread: () => 'a deadline passed while the ticket could not be read',
  chased: (b, org) => `was chased (${String(b.rung)}): ${people(b.to, org)}`,
  told: (b, org) => `${people(b.to, org) || 'the ticket'} got a ${b.channel === 'comment' ? 'comment' : String(b.channel)}`,
  answered: (b) => `was answered: ${String(b.why)}`,
  reassigned: (b, org) => `was reassigned to ${people([b.to], org)}`,
  'put-back': (b) => `the assignee was put back (found ${String(b.found)})`,
  gone: (b) => `its ticket is ${String(b.reason)}`,
  found: () => 'its ticket can be read again',
  replaced: (b) => `a new ticket replaces ${String(b.former)}`,
  'reopened-by-hand': (b) => `was reopened by ${String(b.by)} and closed again`,
  revived: () => 'was brought back with a new due date',
  'fence-missing': () => 'the end of the engine’s text in the ticket is gone',
  blocked: (b) => `is blocked: ${String(b.why)}`,
  unblocked: () => 'is no longer blocked',
};

/** @returns one line of a record's story: when, who, what; and when it was noticed, where that was a minute or more later. */
export function storyLine(event: RecordedEvent, org: Organisation): string {
  const { zone } = org.programme;
  const what = phrases[event.kind]?.(event.body, org) ?? event.kind.replaceAll('-', ' ');
  const late = Date.parse(event.noticed) - Date.parse(event.at) >= 60_000;
  const noticed = late ? ` (noticed ${localTime(zone, event.noticed)})` : '';
  return `${localTime(zone, event.at)}  ${whoIs(event.actor, org)}  ${what}${noticed}`;
}

function whoIs(actor: string, org: Organisation): string {
  const person = /^person:(\S+)(.*)$/.exec(actor);
  if (person?.[1]) return `${nameOf(org, person[1])}${person[2] ?? ''}`;
  return actor === 'engine' ? 'engine' : actor;
}

function people(ids: unknown, org: Organisation): string {
  return Array.isArray(ids) ? ids.map((id) => nameOf(org, String(id))).join(', ') : '';
}

function said(words: unknown): string {
  return `"${textOf(words as Words)}"`;
}
