import { textOf, type Words } from '../../event.ts';
import type { OccurrenceEvents } from '../../occurrence-state.ts';
import { nameOf } from '../../organisation.ts';
import type { TaskEvents } from '../../task/events.ts';
import type { ThreadEvents } from '../../thread.ts';
import { type Phrase, people, said, ticket, until } from './phrase.ts';

type Own = Exclude<keyof TaskEvents | keyof OccurrenceEvents, keyof ThreadEvents>;

const chaseOf: Record<string, string> = {
  verification: ' for the verification',
  plan: ' for the plan',
  resolve: ' for the resolution',
};

// A programme change, criteria, an acceptance, and a concession are decided by one kind of event, which does not say which.
const decisions: Record<string, string> = {
  approved: 'approved it',
  denied: 'did not approve it',
  accepted: 'accepted the proposal',
  rejected: 'did not follow the proposal',
};

/** What happens to a task and to the occurrence that it belongs to. */
export const taskPhrases: Record<Own, Phrase> = {
  planned: () => 'planned it',
  delayed: (b, org) => `opened it late by its own fault; now due on ${until(b.due, org)}`,
  'brought-forward': (b, org) =>
    `brought it forward to ${until(b.due, org)}: its nonconformity has to be resolved by then`,
  'moved-along': (b, org) => `moved it to ${until(b.due, org)}: the whole, of which it is a part, was given more time`,
  'evidence-given': (b) => `gave evidence for ${String((b.evidence as { item?: string } | undefined)?.item)}`,
  submitted: () => 'handed it in',
  returned: (b) =>
    `found it incomplete and gave it back: ${(b.missing as string[] | undefined)?.join(', ') ?? ''} missing`,
  'verification-asked': (b, org) => `asked ${people(b.of, org)} to verify it by ${until(b.due, org)}`,
  accepted: (b) => (b.self ? 'verified it, their own work, which the programme allows here' : 'verified it'),
  rejected: (b) => `did not accept it: ${said(b.reason)}`,
  judged: (b) => `judged it ${String(b.verdict)}: ${said(b.text)}`,
  ended: (b) => `ended it as ${String(b.verdict ?? b.outcome)}`,
  'extension-asked': (b, org) => `asked for ${until(b.to, org)}: ${said(b.reason)}`,
  'extension-approved': (b, org) => `approved ${until(b.due, org)} as the new date`,
  'extension-denied': (b) => `did not agree to a later date: ${said(b.reason)}`,
  'extension-lapsed': () => 'let the request for a later date lapse: the deadline passed before anybody decided',
  'waiver-asked': (b) => `asked not to do it: ${said(b.reason)}`,
  'waiver-approved': (b) => `waived it${b.covering ? `; covered by ${String(b.covering)}` : ''}`,
  'waiver-denied': (b) => `did not agree to leave it out: ${said(b.reason)}`,
  'auditor-checked': (b, org) => {
    const bars = (b.bars as Words[] | undefined) ?? [];
    const found = bars.length === 0 ? 'nothing against it' : bars.map(textOf).join(', ');
    return `checked ${nameOf(org, String(b.person))} as auditor (${String(b.because)}): ${found}`;
  },
  'auditor-asked': (b, org) => `asked ${people(b.of, org)} to approve ${nameOf(org, String(b.person))} as auditor`,
  'auditor-approved': (b, org) => `approved ${nameOf(org, String(b.person))} as auditor`,
  'auditor-denied': (b, org) => `did not agree to ${nameOf(org, String(b.person))} as auditor: ${said(b.reason)}`,
  'report-sent': (b, org) => `sent the report to ${people(b.to, org)}`,
  decided: (b) => `${decisions[String(b.decision)] ?? String(b.decision)}${b.reason ? `: ${said(b.reason)}` : ''}`,
  'asked-again': (b, org) => `noted that ${nameOf(org, String(b.by))} applied this as well, and so does not decide it`,
  counted: (b) => `counted ${String(b.done)} of ${String(b.of)} parts done`,
  'action-decided': (b, org) => {
    const action = b.action as { owner?: string; due?: unknown; text?: unknown } | undefined;
    return `wrote down an action for ${nameOf(org, String(action?.owner))}, by ${until(action?.due, org)}: ${said(action?.text)}`;
  },
  'signature-refused': (b) =>
    `signed, which was refused: open were ${((b.open as string[] | undefined) ?? []).join(', ')}`,
  evaluated: (b) =>
    b.decision === 'adopted'
      ? `adopted it: ${said(b.reason)}`
      : `declined it as ${String(b.why).replaceAll('-', ' ')}: ${said(b.reason)}`,
  missed: () => 'counts it as missed',
  'awaits-verdicts': () => 'waits at its limit for verdicts on parts that were handed in before',
  'followed-up': () => 'follows it up by a nonconformity',
  unread: () => 'could not read the ticket when its deadline passed',
  chased: (b, org) => {
    const whom = people(b.to, org);
    const rung = String(b.rung).replaceAll('-', ' ');
    const what = chaseOf[String(b.of)] ?? '';
    return whom ? `chased ${whom}${what} (${rung})` : `left a step of chasing out${what} (${rung})`;
  },
  reassigned: (b, org) => `gave it to ${nameOf(org, String(b.to))}`,
  'passed-on': (b, org) => `passed it on to ${nameOf(org, String(b.to))}, who may decide it now`,
  'risk-handed-over': (b, org) => `noted that ${String(b.risk)} is ${nameOf(org, String(b.owner))}’s now`,
  'risk-rated-since': (b) => `noted that the risk is rated ${String(b.level)} now`,
  'put-back': (b) => `put the assignee back; ${b.found ? `${String(b.found)} was there instead` : 'nobody was there'}`,
  'reopened-by-hand': () => 'opened it again by hand; it was closed again',
  're-dated': (b) =>
    `put the due date back; it had been ${b.found === 'none' ? 'cleared' : `changed to ${String(b.found)}`} by hand`,
  reappeared: (b) => `found the deleted ticket ${ticket(b.ref)} again and closed it`,
  revived: (b, org) => `brought it back, due on ${until(b.due, org)}`,
};
