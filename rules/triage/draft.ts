import { leads, managementTrackerOf, topManagement, trackerFor } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { StageView } from '../stage.ts';
import type { Item, TaskDraft } from '../task/state.ts';
import { draftWork } from '../task/terms.ts';
import type { Deadline } from '../time.ts';

/** What a triage is about. */
export interface Triage {
  slot: string;
  title: string;
  ask: string;
  instructions: string[];
  questions: Item[];
  /** Who did or owns it, and so never decides it (domain: authority). */
  barred: PersonId[];
  due: Deadline;
  /** When it counts as missed; without one it never does. */
  hardLimit?: Deadline;
}

/** @returns the task in which the lead, or top management where the lead may not, answers questions; none where nobody may. */
export function draftTriage(view: StageView, triage: Triage): TaskDraft[] {
  const { org, now } = view;
  const { slot, title, ask, instructions, questions, barred, due, hardLimit } = triage;
  const [decider] = [...leads(org), ...topManagement(org)].filter((p) => !barred.includes(p));
  if (!decider) return [];
  const { hardLimit: _, verifier: __, next: ___, ...same } = draftWork(view).terms;
  const { hardLimit: ____, ...ladder } = same.ladder;
  return [
    {
      assignee: decider,
      terms: {
        ...same,
        kind: 'triage',
        slot,
        title: { text: title },
        ask: { text: ask },
        instructions: instructions.map((text) => ({ text })),
        evidence: questions,
        owner: decider,
        tracker: trackerFor(org, decider, managementTrackerOf(org.programme)),
        barred,
        ladder,
        opens: now,
        openedLateBy: 0,
        due,
        ...(hardLimit && { hardLimit }),
      },
    },
  ];
}
