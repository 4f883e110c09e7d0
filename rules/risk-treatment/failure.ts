import { barredFrom } from '../authority.ts';
import { textOf } from '../event.ts';
import { type Failure, failures } from '../occasion/failure.ts';
import type { Occasion } from '../occasion/occasion.ts';
import { notFulfilled, reassess, reassessRisk } from '../occasion/questions.ts';
import { saidOf } from '../occasion/where.ts';
import { leads, type Organisation, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { kindOfDuty } from '../risk-assessment/duties.ts';
import type { Stages, StageView } from '../stage.ts';
import type { Item, TaskDraft, TaskState } from '../task/state.ts';
import type { OccasionCall } from '../task/turn.ts';
import { draftTriage } from '../triage/draft.ts';
import { asSaid } from '../wording/phrases.ts';

/** What follows from a treatment that failed is decided in one task, which asks only what does not follow by itself (8.2, 8.3, 10.2). */
export const failureStages: Stages = { needs: ['risk'], tasks: { task: triage } };

/**
 * Tells of a treatment that failed, once for each: not accepted, no concession, its acceptance waived, or what was to be done missed. An
 * assessment begins by itself where somebody decided, and a nonconformity is raised where something was missed, or waived uncovered.
 * @returns what the step from one state of a task to the next has to tell.
 */
export function failuresBetween(before: TaskState, after: TaskState, org: Organisation): OccasionCall[] {
  const failure = failureBetween(before, after, org);
  const { risk } = after.terms.risks ?? {};
  if (!failure || !risk || !('occurrence' in after.terms.origin)) return [];
  const { by, at, ...failed } = failure;
  const title = `${risk.id} ${textOf(risk.title)}`;
  const { occurrence: id } = after.terms.origin;
  return [{ because: 'happened', kind: 'failed-treatment', id, title, risk: risk.id, failed, ...(by && { by }), at }];
}

function failureBetween(
  before: TaskState,
  { terms, stage, verdict, decided, waived, missed }: TaskState,
  org: Organisation,
): (Failure & { by?: PersonId; at: string }) | undefined {
  if (terms.kind === 'risk-treatment' && terms.slot === 'implement' && missed && !before.missed)
    return { how: 'missed', follows: ['nonconformity'], at: missed.at };
  const isAcceptance = terms.kind === 'risk-acceptance';
  if ((!isAcceptance && terms.kind !== 'risk-concession') || stage !== 'ended' || before.stage === 'ended')
    return undefined;
  if (verdict === 'waived' && waived) {
    const { by, at, reason, covering } = waived;
    return { how: 'waived', because: reason, follows: covering ? [] : ['nonconformity'], by, at };
  }
  if (decided?.decision !== 'denied') return undefined;
  const { by, at, reason } = decided;
  const follows: Failure['follows'] = kindOfDuty(org, 'risk-assessment') ? ['assessment'] : [];
  return { how: isAcceptance ? 'not-accepted' : 'not-conceded', ...(reason && { because: reason }), follows, by, at };
}

function triage(view: StageView): TaskDraft[] {
  const { occasion, due, hardLimit } = view.occurrence;
  if (!occasion) return [];
  const follows = occasion.failed?.follows ?? [];
  return draftTriage(view, {
    slot: 'task',
    title: `Failed treatment, ${occasion.display}: ${textOf(occasion.title)}`,
    ask: `Decide what follows from ${occasion.display}.`,
    instructions: [
      happened(occasion),
      ...(follows.includes('assessment') ? [`${occasion.risk ?? 'The risk'} is assessed anew: that has begun.`] : []),
      ...(follows.includes('nonconformity') ? ['A nonconformity follows up what was missed or waived.'] : []),
    ],
    questions: [
      ...(follows.includes('assessment') ? [] : [againOf(view, occasion)]),
      ...(follows.includes('nonconformity') ? [] : [notFulfilled(view, occasion, undefined)]),
    ],
    barred: barredFrom([leads(view.org), topManagement(view.org)], partsIn(view, occasion), []),
    due,
    ...(hardLimit && { hardLimit }),
  });
}

function happened(occasion: Occasion): string {
  const { how, because } = occasion.failed ?? {};
  const said = because ? `: ${asSaid(textOf(because))}` : '';
  return `What happened: ${saidOf(occasion)}${how ? `; ${failures[how]}${said}` : ''}.`;
}

function againOf({ org }: StageView, { risk, id }: Occasion): Item {
  const duty = kindOfDuty(org, 'risk-assessment');
  return risk && duty ? reassessRisk(duty, risk, id) : reassess(org);
}

/** Whoever owns the risk, or did what treats it, does not say what follows from its failure. */
function partsIn({ documented }: StageView, { risk: id }: Occasion): PersonId[] {
  const risk = documented.filter((d) => d.noun === 'risk').find((r) => r.id === id);
  return [
    ...(risk ? [risk.owner] : []),
    ...(risk?.treatments ?? []).flatMap((t) => [
      t.action?.owner,
      t.done?.by,
      ...(t.takenBack ?? []).map(({ by }) => by),
    ]),
  ].filter((p) => p !== undefined);
}
