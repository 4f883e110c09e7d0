import { deadlineAfter } from '../calendar/deadline.ts';
import { textOf } from '../event.ts';
import { type Organisation, trackerFor } from '../organisation.ts';
import type { DecidedAction, TaskDraft, TaskState } from '../task/state.ts';
import type { Instant } from '../time.ts';
import { cap, sentence, short } from '../wording/phrases.ts';

/**
 * @param at when the minutes were signed: what should have been done before is due a while after, for nobody was asked sooner.
 * @returns the task of an action that a review decided; late, it raises no nonconformity and is carried into the next review (9.3.3).
 */
export function reviewAction(
  org: Organisation,
  { terms, thread }: TaskState,
  id: string,
  { owner, due, text }: DecidedAction,
  at: Instant,
): TaskDraft {
  const { hardLimit: _, ...ladder } = org.programme.ladders.find((l) => l.id === 'L2') ?? terms.ladder;
  const where = thread.ref ? ` ([${thread.ref.number}](${thread.ref.url}))` : '';
  return {
    assignee: owner,
    terms: {
      kind: 'action',
      origin: { review: terms.key, display: terms.display },
      slot: 'action',
      title: { text: `${id}: ${short(textOf(text))}` },
      ask: { text: cap(sentence(textOf(text))) },
      instructions: [{ text: `It was decided in ${textOf(terms.title)}${where}.` }],
      evidence: [{ id: 'proof', text: { text: 'what shows that it is done' }, file: false, kept: false }],
      clauses: terms.clauses,
      process: terms.process,
      tracker: trackerFor(org, owner, terms.tracker),
      owner,
      verifier: terms.owner,
      selfVerification: false,
      action: id,
      ladder,
      extensions: org.programme.clocks.taskExtensions,
      missedGrade: terms.missedGrade,
      opens: at,
      due: due.at > at ? due : deadlineAfter(org.calendar, at, org.programme.clocks.verification),
      version: terms.version,
    },
  };
}
