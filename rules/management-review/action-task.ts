import { deadlineAfter } from '../calendar/deadline.ts';
import { textOf } from '../event.ts';
import { unhurried } from '../ladder/unhurried.ts';
import { managementTrackerOf, nameOf, type Organisation, trackerFor } from '../organisation.ts';
import type { DecidedAction, TaskDraft, TaskState, TaskTerms } from '../task/state.ts';
import type { Instant } from '../time.ts';
import { cap, linkIn, sentence, short } from '../wording/phrases.ts';

/** What an action has of whatever decided it. */
type Deciding = Pick<
  TaskTerms,
  'origin' | 'clauses' | 'process' | 'tracker' | 'verifier' | 'ladder' | 'missedGrade' | 'version'
>;

/**
 * @param at when the minutes were signed. An action dated earlier is due some time after that, for nobody was asked sooner.
 * @returns the task of an action that a review decided; late, it raises no nonconformity and is carried into the next review (9.3.3).
 */
export function reviewAction(
  org: Organisation,
  { terms, thread }: TaskState,
  id: string,
  action: DecidedAction,
  at: Instant,
): TaskDraft {
  const said = `It was decided in ${textOf(terms.title)}${linkIn(thread.ref)}.`;
  const origin = { review: terms.key, display: terms.display };
  return actionTask(org, { ...terms, origin, verifier: terms.owner }, said, id, action, at);
}

/**
 * @param now when it is brought along. An action dated earlier is due some time after that, for nobody was asked here sooner.
 * @returns the task of an action that a review decided before there was this register, followed like those of the programme's own
 * reviews.
 * @throws RangeError for a programme without ladders, which `config` lets nobody write.
 */
export function broughtAction(
  org: Organisation,
  version: number,
  by: string,
  { id, from, ...action }: DecidedAction & { id: string; from: string },
  now: Instant,
): TaskDraft {
  const { duties, ladders, processes } = org.programme;
  const review = duties.find(({ kind }) => kind === 'management-review');
  const [ladder] = ladders;
  if (!ladder) throw new RangeError('ladders: found none; the programme must have at least one');
  const deciding: Deciding = {
    origin: { brought: id },
    clauses: review?.clauses ?? ['9.3.3'],
    process: review?.process ?? processes[0]?.id ?? '',
    tracker: review?.tracker ?? managementTrackerOf(org.programme),
    verifier: review?.owner ?? 'role:lead',
    ladder,
    missedGrade: 'minor',
    version,
  };
  const said = `It was decided before${from && ` in ${from}`}; ${nameOf(org, by)} brought it along.`;
  return actionTask(org, deciding, said, id, action, now);
}

function actionTask(
  org: Organisation,
  deciding: Deciding,
  said: string,
  id: string,
  { owner, due, text }: DecidedAction,
  at: Instant,
): TaskDraft {
  const { origin, clauses, process, tracker, verifier, missedGrade, version } = deciding;
  const { hardLimit: _, ...ladder } = unhurried(org.programme) ?? deciding.ladder;
  return {
    assignee: owner,
    terms: {
      kind: 'action',
      origin,
      slot: 'action',
      title: { text: `${id}: ${short(textOf(text))}` },
      ask: { text: cap(sentence(textOf(text))) },
      instructions: [{ text: said }],
      evidence: [{ id: 'proof', text: { text: 'what shows that it is done' }, file: false, kept: false }],
      clauses,
      process,
      tracker: trackerFor(org, owner, tracker),
      owner,
      ...(verifier && { verifier }),
      selfVerification: false,
      action: id,
      ladder,
      extensions: org.programme.clocks.taskExtensions,
      missedGrade,
      opens: at,
      due: due.at > at ? due : deadlineAfter(org.calendar, at, org.programme.clocks.verification),
      version,
    },
  };
}
