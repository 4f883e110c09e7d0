import { showExternal } from '../activities/history/external.ts';
import { showNonconformity } from '../activities/history/nonconformity.ts';
import { dateAt } from '../rules/calendar/local-day.ts';
import { longDate } from '../rules/calendar/show.ts';
import { textOf } from '../rules/event.ts';
import { slotOf } from '../rules/nonconformity/outcome.ts';
import type { Action, Judgement, NonconformityState } from '../rules/nonconformity/state.ts';
import { nameOf, namesOf, type Organisation } from '../rules/organisation.ts';
import type { PersonId } from '../rules/programme.ts';
import { standingSubmission } from '../rules/task/lateness.ts';
import type { TaskState } from '../rules/task/state.ts';
import type { Instant } from '../rules/time.ts';
import { auditNames } from '../rules/wording/nonconformity/source.ts';
import { day } from '../rules/wording/phrases.ts';

/**
 * @returns what an auditor asks of a nonconformity first (10.2 f, g): what it is and of which requirement, each step with its answer, the
 * actions and what came of them, the verdicts, and what happened before and again.
 * @param tasks of the nonconformity, all rounds.
 */
export function nonconformityPage(state: NonconformityState, tasks: TaskState[], org: Organisation): string[] {
  const { nature, evidence, clauses, process, steps, changes } = showNonconformity(state, tasks);
  const external = showExternal(state);
  const { recurrenceOf, recurrences = [], actions, verdicts, plan } = state;
  return [
    line('nature', nature),
    ...(evidence ? [line('evidence', evidence)] : []),
    line('process', org.programme.processes.find(({ id }) => id === process)?.title ?? process),
    line('clauses', clauses.join(', ')),
    ...(external
      ? [line('external', `${external.body}, ${auditNames[external.stage]}, ${external.grade}: ${external.status}`)]
      : []),
    'steps',
    ...steps.map(({ name, done, text, by, at }) => `  ${done ? '✓' : '○'} ${name}${answered(org, text, by, at)}`),
    ...under(
      'actions',
      actions.map((action) => `${actionLine(action, org)}${courseLine(action, tasks, org)}`),
    ),
    ...(state.steps.criterion ? [line('criterion', answer(org, state.steps.criterion))] : []),
    ...(plan.agreed ? [line('reviewer', nameOf(org, plan.agreed.reviewer))] : []),
    ...(changes ? [line('changes', `${changes.text}${signed(org, changes.by, changes.at)}`)] : []),
    ...under(
      'verdicts',
      verdicts.map((verdict) => verdictLine(verdict, org)),
    ),
    ...(recurrenceOf ? [line('recurrence', `of ${recurrenceOf.display}`)] : []),
    ...(recurrences.length > 0 ? [line('happened', `again as ${recurrences.map((r) => r.display).join(', ')}`)] : []),
  ];
}

function line(name: string, value: string): string {
  return `${name.padEnd(12)} ${value.replace(/\s+/g, ' ')}`;
}

function under(name: string, lines: string[]): string[] {
  return lines.length > 0 ? [name, ...lines.map((one) => `  ${one}`)] : [];
}

function answered(org: Organisation, text?: string, by?: PersonId, at?: Instant): string {
  return `${text ? `: ${text.replace(/\s+/g, ' ')}` : ''}${signed(org, by && nameOf(org, by), at)}`;
}

function answer(
  org: Organisation,
  { text, by, at }: { text: Parameters<typeof textOf>[0]; by: PersonId; at: Instant },
) {
  return `${textOf(text)}${signed(org, by && nameOf(org, by), at)}`;
}

function signed(org: Organisation, who: string | undefined, at: Instant | undefined): string {
  const when = at && longDate(dateAt(org.programme.zone, at));
  const both = [who, when].filter(Boolean).join(', ');
  return both ? ` (${both})` : '';
}

function actionLine({ round, owner, due, approved, denied, ticket, text }: Action, org: Organisation): string {
  const stands = denied ? 'denied' : approved ? 'agreed' : 'not agreed yet';
  const where = ticket ? `, ${ticket.number}` : '';
  return `${textOf(text).replace(/\s+/g, ' ')} (${nameOf(org, owner)}, by ${day(org, due, 'long')}, round ${round}, ${stands}${where})`;
}

/** What came of an action: a later date, who did it, who verified it, or why it was left out. */
function courseLine({ round, id, due }: Action, tasks: TaskState[], org: Organisation): string {
  const task = tasks.find(({ terms }) => terms.slot === slotOf(round, id));
  if (!task) return '';
  const { verified, waived, verdict } = task;
  const stands = standingSubmission(task);
  const parts = [
    ...(task.due.at === due.at ? [] : [`now due ${day(org, task.due, 'long')}`]),
    ...(stands ? [`done${signed(org, namesOf(org, stands.implementers, 'and'), stands.at)}`] : []),
    ...(verified ? [`verified${signed(org, nameOf(org, verified.by), verified.at)}`] : []),
    ...(verdict === 'waived' && waived
      ? [`waived: ${textOf(waived.reason)}${signed(org, nameOf(org, waived.by), waived.at)}`]
      : []),
  ];
  return parts.length > 0 ? `: ${parts.join('; ')}` : '';
}

function verdictLine({ verdict, round, by, at, why }: Judgement, org: Organisation): string {
  return `${verdict}, round ${round}${why ? `: ${textOf(why)}` : ''}${signed(org, by && nameOf(org, by), at)}`;
}
