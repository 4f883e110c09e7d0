import { textOf } from '../../rules/event.ts';
import { isDated } from '../../rules/nonconformity/clock.ts';
import { reviewSlot } from '../../rules/nonconformity/rounds.ts';
import {
  foundEffective,
  isDone,
  type NonconformityState,
  STAGES,
  type Stage,
  stageOf,
} from '../../rules/nonconformity/state.ts';
import type { NonconformityGrade } from '../../rules/nonconformity/terms.ts';
import type { PersonId } from '../../rules/programme.ts';
import type { RecordLink } from '../../rules/record-link.ts';
import { standingSubmission } from '../../rules/task/lateness.ts';
import type { TaskKind, TaskState, Verdict } from '../../rules/task/state.ts';
import type { Deadline, Instant, LocalDate } from '../../rules/time.ts';
import { stepNames } from '../../rules/wording/nonconformity/steps.ts';
import { type ExternalShown, showExternal } from './external.ts';

/** A step of the standard's list (10.2) as it stands in the present round. */
interface StepShown {
  step: Stage;
  name: string;
  done: boolean;
  by?: PersonId;
  at?: Instant;
  text?: string;
}

/** Everything an auditor asks of a nonconformity: every date, the grade with its history, steps, actions. Instants are UTC. */
export interface NonconformityShown {
  display: string;
  title: string;
  nature: string;
  evidence?: string;
  clauses: string[];
  process: string;
  source: NonconformityState['terms']['source'];
  owner: PersonId;
  assignee: PersonId;
  ticket?: string;
  url?: string;
  /** The effective grade; the raiser's own stands beside it and never changes. */
  grade: NonconformityGrade;
  ownGrade: NonconformityGrade;
  grades: object[];
  round: number;
  step: Stage;
  steps: StepShown[];
  actions: object[];
  dates: Record<string, Instant | LocalDate>;
  extensions: object[];
  verdicts: object[];
  /** The records that it follows from. */
  links?: RecordLink[];
  /** The closed nonconformity that this one repeats; and those that repeat this one, which stays closed. */
  recurrenceOf?: RecordLink;
  recurrences?: (RecordLink & { at: Instant })[];
  external?: ExternalShown;
  /** What was changed in the ISMS and its risks. */
  changes?: { by: PersonId; at: Instant; text: string };
  /** Its actions and effectiveness reviews: who does or did each, and who verified it. */
  tasks: TaskShown[];
}

interface TaskShown {
  display: string;
  kind: TaskKind;
  assignee: PersonId;
  ticket?: string;
  /** As it stands now; what was agreed for an action stands in `actions`. */
  due: Deadline;
  /** What stands of what was handed in: when, and who did it. */
  handedIn?: Instant;
  doneBy?: PersonId[];
  verdict?: Verdict;
  verifiedBy?: PersonId;
  verifiedAt?: Instant;
  waived?: { by: PersonId; at: Instant; reason: string };
  ended?: Instant;
}

/** @param tasks of the nonconformity, all rounds. @returns it for a reader who sees nothing else. */
export function showNonconformity(state: NonconformityState, tasks: TaskState[]): NonconformityShown {
  const { changes } = state.steps;
  const { terms, thread, assignee, grade, grades, round, extended, verdicts, recurrenceOf, recurrences } = state;
  const external = showExternal(state);
  const { display, clauses, process, source, owner, ownGrade } = terms;
  return {
    display,
    title: textOf(terms.title),
    nature: textOf(terms.nature),
    ...(terms.evidence && { evidence: textOf(terms.evidence) }),
    clauses,
    process,
    source,
    owner,
    assignee,
    ...(thread.ref && { ticket: thread.ref.number, url: thread.ref.url }),
    grade,
    ownGrade,
    grades: grades.map((g) => plain({ ...g, because: g.because && textOf(g.because) })),
    round,
    step: stageOf(state),
    steps: STAGES.map((step) => stepShown(state, step)),
    actions: state.actions.map((a) => plain({ ...a, text: textOf(a.text) })),
    dates: datesOf(state, tasks),
    extensions: extended.map(({ from, ...given }) => plain({ ...given, ...(from.at !== given.to.at && { from }) })),
    verdicts: verdicts.map((v) => plain({ ...v, why: v.why && textOf(v.why) })),
    ...(terms.links && { links: terms.links }),
    ...(recurrenceOf && { recurrenceOf }),
    ...(recurrences && { recurrences }),
    ...(external && { external }),
    ...(changes && { changes: { by: changes.by, at: changes.at, text: textOf(changes.text) } }),
    tasks: tasks.map(taskShown),
  };
}

function taskShown(task: TaskState): TaskShown {
  const { terms, thread, assignee, due, verdict, verified, waived, endedAt } = task;
  const { display, kind } = terms;
  const stands = standingSubmission(task);
  return {
    display,
    kind,
    assignee,
    ...(thread.ref && { ticket: thread.ref.number }),
    due,
    ...(stands && { handedIn: stands.at, doneBy: stands.implementers }),
    ...(verdict && { verdict }),
    ...(verified && { verifiedBy: verified.by, verifiedAt: verified.at }),
    ...(waived && { waived: { by: waived.by, at: waived.at, reason: textOf(waived.reason) } }),
    ...(endedAt && { ended: endedAt }),
  };
}

function stepShown(state: NonconformityState, step: (typeof STAGES)[number]): StepShown {
  const shown = { step, name: stepNames[step], done: isDone(state, step) };
  const answer = step in state.steps ? state.steps[step as keyof typeof state.steps] : undefined;
  if (answer) return { ...shown, by: answer.by, at: answer.at, text: textOf(answer.text) };
  if (step === 'actions' && state.noAction) {
    const { by, at, text } = state.noAction;
    return { ...shown, by, at, text: textOf(text) };
  }
  if (step === 'plan' && state.plan.agreed) return { ...shown, by: state.plan.agreed.by, at: state.plan.agreed.at };
  if (step === 'implementation' && state.verified) return { ...shown, at: state.verified.at };
  const effective = foundEffective(state);
  return step === 'effectiveness' && effective ? { ...shown, by: effective.by, at: effective.at } : shown;
}

function datesOf(state: NonconformityState, tasks: TaskState[]) {
  const review = tasks.find((task) => task.terms.slot === reviewSlot(state));
  const { terms, from, clocks, plan, resolved, verified, overdue, kept, proposal, closed, thread } = state;
  const on = (deadline: Deadline) => (isDated(deadline) ? deadline.at : undefined);
  const dates: Record<string, Instant | LocalDate | undefined> = {
    dated: terms.dated,
    raised: terms.raisedOn,
    entered: terms.entered,
    opened: thread.openedAt,
    clockFrom: from,
    planDue: on(clocks.plan),
    planAgreed: plan.agreed?.at,
    planAgreedBefore: plan.former?.at,
    resolveDue: on(clocks.resolve),
    resolved: resolved?.at,
    deadlineKept: kept,
    overdueSince: overdue?.at,
    verified: verified?.at,
    reviewOpens: verified?.opens,
    reviewDue: verified && (review?.terms.due ?? verified.due).at,
    majorProposed: proposal?.at,
    closed: closed?.on ?? closed?.at,
  };
  return plain(dates) as Record<string, Instant | LocalDate>;
}

/** Leaves out what is not there, and gives deadlines as their instants. */
function plain(fields: object): Record<string, unknown> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, isDeadline(value) ? value.at : value]));
}

function isDeadline(value: unknown): value is Deadline {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).every((key) => key === 'at' || key === 'date') &&
    'at' in value
  );
}
