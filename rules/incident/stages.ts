import { deadlineAfter, deadlinePast } from '../calendar/deadline.ts';
import { unhurried } from '../ladder/unhurried.ts';
import { notices } from '../occasion/notices.ts';
import { notFulfilled, reassess, treatmentFailed, whomToTell } from '../occasion/questions.ts';
import { linkTo, saidOf } from '../occasion/where.ts';
import type { Stages, StageView } from '../stage.ts';
import { dueOfStage } from '../stage-dates.ts';
import type { Item, TaskDraft } from '../task/state.ts';
import { draftWork, dutyOf, titleOf } from '../task/terms.ts';
import { draftTriage } from '../triage/draft.ts';

/**
 * `respond`: the timeline, in hours; `triage` beside it: what follows; `notify`: whoever outside has to be told; `lessons`, verified
 * (A.5.24–A.5.28). By its interval it is an exercise: nothing happened that would have to be triaged.
 */
export const incidentStages: Stages = {
  needs: [],
  beside: ['notify', 'lessons'],
  meanwhile: { triage: 'notify' },
  tasks: { respond, triage, notify: notices, lessons },
};

/** From the end of the response until somebody has to have drawn the lessons. */
const LESSONS = { unit: 'days', n: 30 } as const;

const timeline: Item = {
  id: 'timeline',
  text: { text: 'what happened when: noticed, contained, ended, recovered; who was told' },
  file: false,
  kept: false,
};

const learnt: Item = {
  id: 'lessons',
  text: { text: 'cause, what worked, what did not, and what will be done differently; or "none, because …"' },
  file: false,
  kept: false,
};

function respond(view: StageView): TaskDraft[] {
  const { assignee, terms } = draftWork(view);
  const { verifier: _, ...same } = terms;
  const { occasion } = view.occurrence;
  const severity = occasion?.severity ? [{ text: `Severity: ${occasion.severity}.` }] : [];
  return [
    {
      assignee,
      terms: {
        ...same,
        slot: 'respond',
        due: dueOfStage(view, 'respond'),
        instructions: [...severity, ...terms.instructions],
        evidence: withFirst(timeline, terms.evidence),
      },
    },
  ];
}

function triage(view: StageView): TaskDraft[] {
  const { occurrence, org, version, tasks } = view;
  const { occasion, hardLimit } = occurrence;
  if (!occasion) return [];
  const response = tasks.find((t) => t.terms.slot === 'respond');
  const owner = response?.terms.owner ?? draftWork(view).assignee;
  return draftTriage(view, {
    slot: 'triage',
    title: `${titleOf(dutyOf(view), occurrence)}: triage`,
    ask: `Decide what follows from ${occasion.display}.`,
    instructions: [
      `What happened: ${saidOf(occasion)}.`,
      `The response is led beside this${linkTo(response)}; answer what can be answered, first of all who has to be told.`,
    ],
    questions: [
      ...whomToTell(org, occasion, version.authorities ?? []),
      reassess(org),
      ...treatmentFailed(org),
      notFulfilled(view, occasion, response),
    ],
    barred: [owner],
    due: dueOfStage(view, 'triage'),
    ...(hardLimit && { hardLimit }),
  });
}

/** Nothing is learnt from what was no incident. */
function lessons(view: StageView): TaskDraft[] {
  const { tasks, org, version, now } = view;
  const response = tasks.find((t) => t.terms.slot === 'respond');
  if (!response || response.verdict === 'waived') return [];
  const { assignee, terms } = draftWork(view);
  const { hardLimit: _, ...same } = terms;
  const ladder = unhurried(version) ?? terms.ladder;
  const due = dutyOf(view).stages?.lessons ? dueOfStage(view, 'lessons') : deadlineAfter(org.calendar, now, LESSONS);
  return [
    {
      assignee,
      terms: {
        ...same,
        slot: 'lessons',
        title: { text: `${titleOf(dutyOf(view), view.occurrence)}: lessons` },
        ask: { text: 'Draw the lessons from this, while it is fresh.' },
        instructions: [{ text: `The response and its timeline${linkTo(response)}.` }],
        evidence: [learnt],
        ladder,
        opens: now,
        openedLateBy: 0,
        due,
        ...(ladder.hardLimit && { hardLimit: deadlinePast(org.calendar, due, ladder.hardLimit) }),
      },
    },
  ];
}

/** The duty may ask for it in words of its own. */
function withFirst(item: Item, items: Item[]): Item[] {
  return items.some(({ id }) => id === item.id) ? items : [item, ...items];
}
