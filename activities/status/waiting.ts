import { approversOf } from '../../rules/audit/approvers.ts';
import { evaluators } from '../../rules/improvement/people.ts';
import { isSigned } from '../../rules/management-review/people.ts';
import { hasDeadline } from '../../rules/nonconformity/clock.ts';
import { unapproved } from '../../rules/nonconformity/evolve.ts';
import { externalStatus } from '../../rules/nonconformity/external.ts';
import { extensionApprovers, planApprovers } from '../../rules/nonconformity/people.ts';
import { planWaits } from '../../rules/nonconformity/plan.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import { leads, type Organisation, topManagement } from '../../rules/organisation.ts';
import type { PersonId } from '../../rules/programme.ts';
import { ownersIn } from '../../rules/risk/owner.ts';
import { conceders } from '../../rules/risk-treatment/people.ts';
import { judges } from '../../rules/task/effectiveness.ts';
import type { KindByWord } from '../../rules/task/kinds.ts';
import { approvers, changeDeciders, verifiers } from '../../rules/task/people.ts';
import { repeatsDeciders } from '../../rules/task/repeats.ts';
import type { TaskKind, TaskState } from '../../rules/task/state.ts';
import type { Deadline, Instant, LocalDate } from '../../rules/time.ts';
import { answerers } from '../../rules/triage/people.ts';
import { nonconformityLine, type OpenNonconformity, type OpenTask, type StatusLine, taskLine } from './line.ts';

/** A decision that somebody has to take; `sending`: an agreed plan that has to go to the certification body. */
type Decision =
  | 'verification'
  | 'signature'
  | 'extension'
  | 'waiver'
  | 'auditor'
  | 'plan'
  | 'action'
  | 'proposal'
  | 'programme change'
  | 'risk criteria'
  | 'risk acceptance'
  | 'concession'
  | 'sending'
  | 'improvement'
  | 'effectiveness'
  | 'triage';

/** What a task waits for that is itself a decision, and who may take it. */
type Deciding = [Decision, (state: TaskState, org: Organisation) => PersonId[]];

/** Tasks that are themselves a decision. */
const decisions: Partial<Record<TaskKind, Deciding>> = {
  triage: ['triage', answerers],
  'programme-change': ['programme change', changeDeciders],
  repeats: ['proposal', (state, org) => repeatsDeciders(state.terms.process, org)],
  'risk-criteria': ['risk criteria', (_, org) => topManagement(org)],
  'risk-acceptance': ['risk acceptance', ownersIn],
  'risk-concession': ['concession', conceders],
  improvement: ['improvement', evaluators],
  'effectiveness-review': ['effectiveness', judges],
} satisfies Record<KindByWord, Deciding>;

/** A record that waits for a decision. */
export interface WaitingLine extends StatusLine {
  waitsFor: Decision;
  /** Who may decide. */
  of: PersonId[];
  since: Instant;
  /** The date that an extension asks for. */
  asked?: Instant;
  askedDate?: LocalDate;
  /** By when it is to be decided. */
  decideBy?: Instant;
  decideByDate?: LocalDate;
}

interface Waiting {
  waitsFor: Decision;
  of: PersonId[];
  since: Instant;
  asked?: Deadline | undefined;
  by?: Deadline | undefined;
}

/** @returns what waits for a decision at a task. */
export function waitingAtTask(task: OpenTask, org: Organisation): WaitingLine[] {
  return decisionsAtTask(task.state, org).map((waiting) => lineOf(taskLine(task), waiting));
}

/** @returns what waits for a decision at a nonconformity. */
export function waitingAtNonconformity(found: OpenNonconformity, org: Organisation): WaitingLine[] {
  return decisionsAtNonconformity(found.state, org).map((waiting) => lineOf(nonconformityLine(found), waiting));
}

function decisionsAtTask(state: TaskState, org: Organisation): Waiting[] {
  const { stage, submission, verification, extension, waiver, terms, audit } = state;
  const decision = stage === 'open' ? decisions[terms.kind] : undefined;
  const itself = decision?.[1](state, org);
  if (stage === 'submitted' && submission)
    return [
      {
        waitsFor: isSigned(state) ? 'signature' : 'verification',
        of: verifiers(state, org),
        since: submission.at,
        by: verification?.due,
      },
    ];
  const asked = (what: 'extension' | 'waiver') => approvers(state, org, what).allowed;
  return [
    ...(decision && itself ? [{ waitsFor: decision[0], of: itself, since: terms.opens, by: state.due }] : []),
    ...(extension
      ? [{ waitsFor: 'extension' as const, of: asked('extension'), since: extension.at, asked: extension.to }]
      : []),
    ...(waiver ? [{ waitsFor: 'waiver' as const, of: asked('waiver'), since: waiver.at }] : []),
    ...(audit?.asked
      ? [{ waitsFor: 'auditor' as const, of: approversOf(org, audit.asked.person), since: audit.asked.at }]
      : []),
  ];
}

function decisionsAtNonconformity(state: NonconformityState, org: Organisation): Waiting[] {
  const { extension, proposal, clocks, plan, external } = state;
  const dated = (deadline: Deadline) => (hasDeadline(state) ? deadline : undefined);
  const lead = planApprovers(state, org);
  const list: (Waiting | false)[] = [
    planWaits(state) && {
      waitsFor: plan.agreed ? 'action' : 'plan',
      of: lead,
      since: writtenAt(state),
      by: dated(clocks.plan),
    },
    extension !== undefined && {
      waitsFor: 'extension',
      of: extensionApprovers(state, org).allowed,
      since: extension.at,
      asked: extension.to,
      by: clocks.resolve,
    },
    proposal !== undefined && { waitsFor: 'proposal', of: lead, since: proposal.at },
    external !== undefined &&
      plan.agreed !== undefined &&
      external.grade !== 'concern' &&
      externalStatus(external) === 'entered' && {
        waitsFor: 'sending',
        of: leads(org),
        since: plan.agreed.at,
        by: dated(clocks.plan),
      },
  ];
  return list.filter((item) => item !== false);
}

/** @returns when the last thing was written that the plan, or an addition to it, waits with. */
function writtenAt(state: NonconformityState): Instant {
  const { plan, steps, noAction } = state;
  const added = unapproved(state);
  const written = plan.agreed ? added : [...Object.values(steps), ...added, ...(noAction ? [noAction] : [])];
  return (
    written
      .map((w) => w.at)
      .sort()
      .at(-1) ?? state.from
  );
}

function lineOf(line: StatusLine, { waitsFor, of, since, asked, by }: Waiting): WaitingLine {
  return {
    ...line,
    waitsFor,
    of,
    since,
    ...(asked && { asked: asked.at, ...(asked.date && { askedDate: asked.date }) }),
    ...(by && { decideBy: by.at, ...(by.date && { decideByDate: by.date }) }),
  };
}
