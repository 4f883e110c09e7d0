import { longDate } from '../../calendar/show.ts';
import type { NonconformityEvents } from '../../nonconformity/events.ts';
import type { LetterFile } from '../../nonconformity/external.ts';
import { nameOf } from '../../organisation.ts';
import type { RecordLink } from '../../record-link.ts';
import type { TaskEvents } from '../../task/events.ts';
import type { ThreadEvents } from '../../thread.ts';
import { type Body, type Phrase, said, until } from './phrase.ts';

type Own = Exclude<keyof NonconformityEvents, keyof TaskEvents | keyof ThreadEvents>;

const rules: Record<string, string> = {
  raised: 'as raised',
  'nc.minor.overdue': 'not resolved by its deadline',
  'nc.minor.rejected': 'a rejection after the deadline took the resolution back',
  'nc.minor.entered-late': 'entered after its own deadline',
  'nc.ineffective.twice': 'ineffective more than once',
  regrade: 'regraded',
  body: 'as the certification body graded it',
  annul: 'escalation annulled',
  brought: 'as it was before it was brought along',
};

const letters: Record<string, string> = {
  sent: 'that the plan was sent to the certification body',
  'accepted-plan': 'that the certification body accepted the plan',
  validated: 'that the certification body validated the resolution',
};

function day(on: unknown): string {
  return longDate(String(on));
}

function kept({ letter }: Body): string {
  return (letter as LetterFile | undefined)?.kept ? '' : ' (linked, not kept)';
}

function names(links: unknown): string {
  return (links as RecordLink[]).map((link) => link.display).join(', ');
}

/** What happens to a nonconformity and to nothing else (10.2). */
export const nonconformityPhrases: Record<Own, Phrase> = {
  raised: (b) => {
    const { ownGrade, brought } = b.terms as { ownGrade?: string; brought?: { number: string } };
    return brought ? `brought it along as ${ownGrade}, known as ${brought.number} before` : `raised it as ${ownGrade}`;
  },
  'step-recorded': (b) => `wrote ${String(b.step).replace('-', ' ')}: ${said(b.text)}`,
  'action-drafted': (b, org) => {
    const action = b.action as { owner?: string; due?: unknown; text?: unknown } | undefined;
    return `drafted an action for ${nameOf(org, String(action?.owner))}, by ${until(action?.due, org)}: ${said(action?.text)}`;
  },
  'plan-agreed': (b, org) => `agreed the plan; ${nameOf(org, String(b.reviewer))} judges later whether it worked`,
  'plan-denied': (b) => `did not agree the plan: ${said(b.reason)}`,
  'actions-opened': (b) =>
    `opened the tickets of its actions: ${(b.tickets as { number: string }[]).map((t) => t.number).join(', ')}`,
  resolved: () => 'counts it as resolved: every action is handed in',
  unresolved: () => 'counts it as unresolved again',
  verified: () => 'counts its actions as verified; the fix is left to work',
  'deadline-kept': (b, org) => `found it resolved by ${until(b.deadline, org)}, in time`,
  graded: (b) => {
    const why = rules[String(b.rule)] ?? String(b.rule);
    return `graded it ${String(b.grade)}: ${why}${b.because ? `, ${said(b.because)}` : ''}`;
  },
  overdue: (b, org) => `counts it as overdue: a major, to be resolved by ${until(b.deadline, org)}`,
  'round-begun': (b) => `began round ${String(b.round)}`,
  'major-proposed': () => 'proposes to grade it major: its fix was ineffective more than once',
  'proposal-rejected': (b) => `did not follow the proposal: ${said(b.reason)}`,
  closed: () => 'closed it',
  'letter-recorded': (b) => `recorded ${letters[String(b.what)] ?? String(b.what)}, letter of ${day(b.on)}${kept(b)}`,
  'body-graded': (b) =>
    `recorded that the certification body graded it ${String(b.grade)} on ${day(b.on)}${kept(b)}: ${said(b.because)}`,
  'similar-found': (b) => `found closed ones that it resembles: ${names(b.closed)}`,
  'recurrence-stated': (b) => `linked it to ${names([b.link])} as its recurrence`,
  recurred: (b) => `annotated it: it happened again as ${names([b])}; the verdict stays`,
  'reading-asked': () => 'reads the tickets of its actions, for its deadline has passed',
  'put-open': () => 'closed its ticket by hand; it was opened again',
};
