import type { CommentAct } from '../acts.ts';
import { writer } from '../answers.ts';
import { obeyImprovement } from '../improvement/evaluate.ts';
import { obeyManagementReview } from '../management-review/obey.ts';
import { loginOf, type Organisation, personOf } from '../organisation.ts';
import { obeyCriteria } from '../risk-assessment/criteria-approval.ts';
import { obeyAcceptance, obeyConcession } from '../risk-treatment/acceptance.ts';
import type { Message, Paragraph, Ticket } from '../ticket.ts';
import { obeyTriage } from '../triage/obey.ts';
import { redraw, say } from '../turn.ts';
import { howToJudge, reviewerStays, whoJudges } from '../wording/effectiveness.ts';
import { checkerStays, evaluatorStays, howToEvaluate, whoEvaluates } from '../wording/improvement.ts';
import { chairStays } from '../wording/management-review.ts';
import { approverStays, howToDecide, whoDecides } from '../wording/programme-change.ts';
import { howToWeigh, weigherStays, whoWeighs } from '../wording/repeats.ts';
import { ownerStays } from '../wording/risk.ts';
import { concederStays, howToAccept, howToConcede, whoAccepts, whoConcedes } from '../wording/risk-acceptance.ts';
import { criteriaStay, howToApproveCriteria, whoApprovesCriteria } from '../wording/risk-criteria.ts';
import { answererStays, howToAnswer, whoAnswers } from '../wording/triage.ts';
import { staysPersonal } from '../wording/whole.ts';
import type { Closing } from './closing.ts';
import { obeyReview } from './effectiveness.ts';
import { type KindByWord, staysPut } from './kinds.ts';
import { obeyChange } from './programme-change.ts';
import { obeyRepeats } from './repeats.ts';
import type { TaskKind, TaskState } from './state.ts';
import { putBack } from './tampering.ts';
import { record, type TaskTurn } from './turn.ts';

/** A kind of task with words of its own, and an assignee whom reassigning in the tracker does not change (domain: authority). */
export interface OwnWords {
  /** Deals with the kind's own words. @returns whether it did. */
  obey(turn: TaskTurn, act: CommentAct): boolean;
  /** The one reply to a reassignment. */
  stays(state: TaskState, org: Organisation): Message;
}

/** A kind of task that only a word of certain people ends: closing decides nothing either (domain: submitted). */
export interface ByWord extends OwnWords {
  /** How it is decided, as the ticket and the reply to a close say it. */
  how: Paragraph;
  /** Who decides it, as the ticket says it. */
  who(state: TaskState, org: Organisation): string;
}

const kinds: Partial<Record<TaskKind, OwnWords | ByWord>> = {
  'effectiveness-review': { obey: obeyReview, how: howToJudge, who: whoJudges, stays: reviewerStays },
  improvement: { obey: obeyImprovement, how: howToEvaluate, who: whoEvaluates, stays: evaluatorStays },
  'management-review': { obey: obeyManagementReview, stays: chairStays },
  triage: { obey: obeyTriage, how: howToAnswer, who: whoAnswers, stays: answererStays },
  repeats: { obey: obeyRepeats, how: howToWeigh, who: whoWeighs, stays: weigherStays },
  'risk-criteria': { obey: obeyCriteria, how: howToApproveCriteria, who: whoApprovesCriteria, stays: criteriaStay },
  'risk-acceptance': { obey: obeyAcceptance, how: howToAccept, who: whoAccepts, stays: ownerStays },
  'risk-concession': { obey: obeyConcession, how: howToConcede, who: whoConcedes, stays: concederStays },
  'programme-change': { obey: obeyChange, how: howToDecide, who: whoDecides, stays: approverStays },
} satisfies Record<KindByWord, ByWord> & Partial<Record<TaskKind, OwnWords>>;

/** @returns the words of a task's own kind, undefined for kinds without any. */
export function ownWords(state: TaskState): OwnWords | undefined {
  return kinds[state.terms.kind];
}

/** Kinds that have no words of their own, and stay with their assignee all the same. */
const staying: Partial<Record<TaskKind, Pick<OwnWords, 'stays'>>> = {
  'benefit-check': { stays: checkerStays },
  'risk-rating': { stays: ownerStays },
  'risk-plan': { stays: ownerStays },
};

/** @returns what a reassignment is answered with where it changes nothing, undefined where the new assignee takes over. */
export function stayingPut(state: TaskState, org: Organisation): Pick<OwnWords, 'stays'> | undefined {
  const { kind } = state.terms;
  return staysPut(state, org) ? (kinds[kind] ?? staying[kind] ?? { stays: staysPersonal }) : undefined;
}

/** @returns how a task is decided by word, undefined for tasks that a close ends. */
export function byWord(state: TaskState): ByWord | undefined {
  const own = ownWords(state);
  return own && decidesOnlyByWord(own) ? own : undefined;
}

function decidesOnlyByWord(own: OwnWords): own is ByWord {
  return 'how' in own;
}

/** A close decides nothing: reopened, naming the words. */
export function reopenUndecided(turn: TaskTurn, closing: Closing, { how }: ByWord): void {
  record(turn, 'answered', { cause: closing.cause, why: 'closing decides nothing here', ...writer(closing) });
  redraw(turn, { reopen: true });
  say(turn, `undecided:${closing.cause}`, [['Reopened, because closing decides nothing here. ', ...how]]);
}

/** Reassigned by hand, it is put back with one reply. */
export function keepAssignee(turn: TaskTurn, ticket: Ticket, { stays }: Pick<OwnWords, 'stays'>): void {
  const { state, org } = turn;
  const { tracker } = ticket.ref;
  const standing = ticket.assignees.map((a) => personOf(org, tracker, a));
  if (standing.includes(state.assignee) || !loginOf(org, state.assignee, tracker)) return;
  putBack(turn, ticket);
  say(turn, 'assignee-stays', stays(state, org));
}
