import { barredFrom } from '../authority.ts';
import { textOf } from '../event.ts';
import { notices } from '../occasion/notices.ts';
import type { Occasion } from '../occasion/occasion.ts';
import { notFulfilled, reassess, scopeChanges, whomToTell } from '../occasion/questions.ts';
import { linkTo, saidOf } from '../occasion/where.ts';
import { leads, personById, topManagement } from '../organisation.ts';
import type { Stages, StageView } from '../stage.ts';
import { datesOfStage, dueOfStage } from '../stage-dates.ts';
import { implementers } from '../task/people.ts';
import type { Item, TaskDraft, TaskState } from '../task/state.ts';
import { draftWork, dutyOf, titleOf } from '../task/terms.ts';
import { draftTriage } from '../triage/draft.ts';

/**
 * `describe`: purpose and consequences; `triage`: what follows; `plan`, approved by the lead, or by top management where the scope
 * changes; `carry-out`, its result reviewed; `notify` beside both (6.3, 8.1).
 */
export const changeStages: Stages = {
  needs: [],
  inTurn: true,
  beside: ['notify'],
  meanwhile: { triage: 'notify' },
  tasks: { describe, triage, plan, 'carry-out': carryOut, notify: notices },
};

const purpose = item('purpose', 'what the change is for');
const consequences = item('consequences', 'what it may lead to, wanted or not; whom and what it touches');
const planned = item('plan', 'what is done, by whom, by when; resources; and the way back');
const result = item('result', 'what came of it, wanted or not, and what was done about the unwanted; a link is enough');

function item(id: string, text: string): Item {
  return { id, text: { text }, file: false, kept: false };
}

function describe(view: StageView): TaskDraft[] {
  const draft = ledBy(view);
  const { occasion } = view.occurrence;
  const { verifier: _, ...terms } = draft.terms;
  const asked = [purpose, consequences].filter(({ id }) => !terms.evidence.some((e) => e.id === id));
  const lines = occasion ? [{ text: whatOf(occasion) }] : [];
  return [
    {
      ...draft,
      terms: {
        ...terms,
        slot: 'describe',
        due: dueOfStage(view, 'describe'),
        instructions: [...lines, ...terms.instructions],
        evidence: [...asked, ...terms.evidence],
      },
    },
  ];
}

function triage(view: StageView): TaskDraft[] {
  const { occurrence, org, version } = view;
  const described = taskIn(view, 'describe');
  const { occasion } = occurrence;
  const { due, hardLimit } = datesOfStage(view, 'triage');
  if (!occasion || !described || described.verdict === 'waived') return [];
  const own = [described.terms.owner, described.assignee];
  return draftTriage(view, {
    slot: 'triage',
    title: `${titleOf(dutyOf(view), occurrence)}: triage`,
    ask: `Decide what follows from ${occasion.display}.`,
    instructions: [`${whatOf(occasion)} Purpose and consequences${linkTo(described)}.`],
    questions: [
      scopeChanges(org),
      reassess(org),
      notFulfilled(view, occasion, described),
      ...whomToTell(org, occasion, version.authorities ?? []),
    ],
    barred: [...own, ...barredFrom([leads(org), topManagement(org)], implementers(described), own)],
    due,
    ...(hardLimit && { hardLimit }),
  });
}

function plan(view: StageView): TaskDraft[] {
  const described = taskIn(view, 'describe');
  if (!described || described.verdict === 'waived') return [];
  const draft = ledBy(view);
  const approver = changesScope(view) ? 'role:top' : (draft.terms.verifier ?? 'role:lead');
  const ask = 'Plan this change, so that it is carried out in a planned way.';
  return [stageOf(view, draft, { slot: 'plan', ask, evidence: planned, verifier: approver, after: described })];
}

function carryOut(view: StageView): TaskDraft[] {
  const approved = taskIn(view, 'plan');
  if (!approved || approved.verdict === 'waived') return [];
  const draft = ledBy(view);
  const reviewer = draft.terms.verifier ?? 'role:lead';
  const ask = 'Carry the change out as planned, and look at what came of it.';
  return [stageOf(view, draft, { slot: 'carry-out', ask, evidence: result, verifier: reviewer, after: approved })];
}

interface Stage {
  slot: string;
  ask: string;
  evidence: Item;
  verifier: string;
  /** What it rests on. */
  after: TaskState;
}

function stageOf(view: StageView, { assignee, terms }: TaskDraft, stage: Stage): TaskDraft {
  const { slot, ask, evidence, verifier, after } = stage;
  const before = { describe: 'Purpose and consequences', plan: 'The plan' }[after.terms.slot] ?? 'What was before';
  return {
    assignee,
    terms: {
      ...terms,
      slot,
      title: { text: `${textOf(terms.title)}: ${slot === 'plan' ? 'plan' : 'carry out'}` },
      ask: { text: ask },
      instructions: [{ text: `${before}${linkTo(after)}.` }],
      evidence: [evidence],
      verifier,
      ...datesOfStage(view, slot),
    },
  };
}

/** Whoever proposes a change leads it; else its duty's owner does. */
function ledBy(view: StageView): TaskDraft {
  const draft = draftWork(view);
  const by = view.occurrence.occasion?.by;
  if (by === undefined || !personById(view.org, by)) return draft;
  return { assignee: by, terms: { ...draft.terms, owner: by } };
}

function changesScope(view: StageView): boolean {
  return taskIn(view, 'triage')?.given.findLast((e) => e.item === 'scope')?.says?.yes === true;
}

function taskIn(view: StageView, slot: string): TaskState | undefined {
  return view.tasks.find((t) => t.terms.slot === slot);
}

function whatOf(occasion: Occasion): string {
  return `${occasion.proposed ? 'Proposed' : 'What changed'}: ${saidOf(occasion)}.`;
}
