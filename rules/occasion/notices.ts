import { deadlineAfter } from '../calendar/deadline.ts';
import { textOf } from '../event.ts';
import { holders } from '../organisation.ts';
import type { Authority, Ladder, Rung } from '../programme.ts';
import type { StageView } from '../stage.ts';
import { dueOfStage } from '../stage-dates.ts';
import type { Item, TaskDraft, TaskState } from '../task/state.ts';
import { draftWork, dutyOf, titleOf } from '../task/terms.ts';
import { asSaid, day } from '../wording/phrases.ts';
import { NOTICE, OTHERS, outsideOf } from './outside.ts';

const HOUR = 3_600_000;

/** The clock is the authority's: nobody extends it, and top management hears while there is still time to act. */
const rungs: Rung[] = [
  { id: '24-hours-before-due', from: 'due', after: { unit: 'ms', n: -24 * HOUR }, to: ['assignee', 'lead'] },
  { id: '4-hours-before-due', from: 'due', after: { unit: 'ms', n: -4 * HOUR }, to: ['assignee', 'manager', 'top'] },
];

const proof: Item = {
  id: 'notice',
  text: { text: 'what was sent, to whom, and when: the message or its receipt' },
  file: false,
  kept: false,
};

/**
 * @returns a task for each party outside that the triage says has to be told. An authority's is due on its own clock, counted from when
 * the incident became known; past it, the notice counts as missed (A.5.5, A.5.24–A.5.26).
 */
export function notices(view: StageView): TaskDraft[] {
  const triage = view.tasks.find((t) => t.terms.slot === 'triage');
  const { occasion } = view.occurrence;
  if (!triage || !occasion) return [];
  return toldTo(triage).flatMap((whom) => {
    if (whom === OTHERS) return [draftNotice(view, triage, { id: OTHERS, title: 'whoever has to be told' })];
    const authority = (view.version.authorities ?? []).find(({ id }) => id === whom);
    return authority ? [draftNotice(view, triage, authority)] : [];
  });
}

/** @returns the parties outside that a triage says have to be told, so far. */
export function toldTo({ terms, given }: TaskState): string[] {
  return terms.evidence.flatMap(({ id }) => {
    const whom = outsideOf(id);
    const yes = given.findLast((e) => e.item === id)?.says?.yes === true;
    return whom !== undefined && yes ? [whom] : [];
  });
}

function draftNotice(
  view: StageView,
  triage: TaskState,
  to: Pick<Authority, 'id' | 'title'> & Partial<Authority>,
): TaskDraft {
  const { org, now, occurrence } = view;
  const { assignee, terms } = draftWork(view);
  const { verifier: _, next: __, hardLimit: ___, ...same } = terms;
  const [owner = assignee] = to.owner ? holders(org, to.owner, assignee) : [];
  const due = to.within
    ? deadlineAfter(org.calendar, occurrence.occasion?.at ?? now, to.within)
    : dutyOf(view).stages?.[NOTICE]
      ? dueOfStage(view, NOTICE)
      : deadlineAfter(org.calendar, now, org.programme.clocks.verification);
  const known = day(org, { at: occurrence.occasion?.at ?? now }, 'long');
  const reason = triage.given.findLast((e) => outsideOf(e.item) === to.id);
  const clock = to.within
    ? [`Its clock counts from when this became known, ${known}, and nobody here can extend it.`]
    : [];
  return {
    assignee: owner,
    terms: {
      ...same,
      slot: `${NOTICE}/${to.id}`,
      title: { text: `${titleOf(dutyOf(view), occurrence)}: tell ${to.title}` },
      ask: { text: `Tell ${to.title}.` },
      instructions: [...clock, `The triage says: ${asSaid(textOf(reason?.name))}.`].map((text) => ({ text })),
      evidence: [proof],
      owner,
      opens: now,
      openedLateBy: 0,
      due,
      ...(to.within && { external: true as const, hardLimit: due, ladder: onItsClock(same.ladder), extensions: 0 }),
    },
  };
}

function onItsClock({ id, lead }: Ladder): Ladder {
  return { id, lead, rungs, contactHours: false, extensions: false, topAtOnce: true };
}
