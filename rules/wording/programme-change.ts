import { nameOf, namesOf, type Organisation } from '../organisation.ts';
import { changeDeciders } from '../task/people.ts';
import type { TaskState } from '../task/state.ts';
import type { Message, Paragraph } from '../ticket.ts';
import { type Said, saidWithPlace } from './difference.ts';
import { quoted } from './phrases.ts';
import { whoIs } from './story.ts';

const MOST_LISTED = 8;

/** How a programme change is decided, as its ticket says it. */
export const howToDecide: Paragraph = [
  'Decide in a comment: ',
  { command: 'approve' },
  ' or ',
  { command: 'deny because …' },
  '. Until then the old rules hold.',
];

/** @returns the title of the ticket that asks for so many changes. */
export function changeTitle(n: number): string {
  return `${n === 1 ? 'A change' : `${n} changes`} to the ISMS ${n === 1 ? 'needs' : 'need'} your approval`;
}

/** @returns what it asks: who wants the changes, and what for (6.3). */
export function changeAsked(
  { changes, actor, because }: { changes: Said[]; actor: string; because: string },
  org: Organisation,
): string {
  const what = changes.length === 1 ? 'this change' : 'these changes';
  return `Decide whether ${what} to the ISMS may take effect. Asked by ${whoIs(actor, org)}. Purpose: ${because}.`;
}

/** @returns the changes, a line each; of many the first. @param display of the ticket: the record has all of them. */
export function changeLines(changes: Said[], display: string): string[] {
  const lines = changes.slice(0, MOST_LISTED).map(saidWithPlace);
  const n = changes.length - lines.length;
  return n > 0 ? [...lines, `and ${n} more: dutybound show ${display}`] : lines;
}

/** @returns the comment in a ticket that nothing hangs on any more. */
export function changeWithdrawn(version: number): Message {
  return [[`Programme v${version} no longer asks for this, so there is nothing to decide here.`]];
}

/** @returns who decides it, as the ticket says it. */
export function whoDecides(state: TaskState, org: Organisation): string {
  const who = namesOf(org, changeDeciders(state, org), 'or');
  if (who) return `${who} decides, as top management before the change.`;
  return 'Nobody may decide this at present: whoever applied it does not. Taken back, it can be applied anew by somebody else.';
}

/** @returns the one reply to a reassignment, which lends no power to decide. */
export function approverStays(state: TaskState, org: Organisation): Message {
  return [
    [
      `This stays with ${nameOf(org, state.assignee)}: a change that makes the programme weaker is decided by top management.`,
    ],
  ];
}

/** @returns what the ticket says once it is decided. */
export function changeDecided(state: TaskState, org: Organisation): Message {
  const { decided } = state;
  if (!decided) return [];
  const by = nameOf(org, decided.by);
  if (decided.decision === 'approved') return [[`Approved by ${by}: the change is in force.`]];
  return [[`Denied by ${by}: `, quoted(decided.reason), '. The old rules stay in force.']];
}
