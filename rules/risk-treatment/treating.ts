import { textOf } from '../event.ts';
import { nameOf, personById } from '../organisation.ts';
import { areComparable, criteriaVersion } from '../risk/criteria.ts';
import { currentOf } from '../risk/reading.ts';
import type { Rating } from '../risk/state.ts';
import { approvedCriteria } from '../risk-assessment/part.ts';
import type { StageView } from '../stage.ts';
import { dueOfStage } from '../stage-dates.ts';
import { dueAsDelayed } from '../stage-delay.ts';
import { implementers } from '../task/people.ts';
import type { TaskDraft } from '../task/state.ts';
import { draftWork } from '../task/terms.ts';
import { asSaid, cap, sentence, short } from '../wording/phrases.ts';
import { drafted, fromNow, itemOf, LONGEST_NAME, nameOfRisk, ownerOf, treatedIn } from './part.ts';

/** Its owner decides how it is treated, with which controls, by whom, and until when (6.1.3 a–c). */
export function plan(view: StageView): TaskDraft[] {
  const treated = treatedIn(view);
  if (!treated) return [];
  const { risk } = treated;
  const current = currentOf(risk);
  const level = current ? ` It is at level ${current.level}; at most ${current.limit} may be retained.` : '';
  const item = {
    ...itemOf('treatment', 'modify, retain, avoid, share, or take; with which controls, by whom, until when'),
    word: 'treat' as const,
  };
  return [
    drafted(view, risk, ownerOf(view, risk), {
      kind: 'risk-plan',
      slot: 'plan',
      title: `Treat ${nameOfRisk(risk)}`,
      ask: `Decide how ${nameOfRisk(risk)} is treated.`,
      instructions: [
        `${current?.because ? `Rated because: ${asSaid(textOf(current.because))}.` : 'It was rated above the criteria.'}${level}`,
        'Compare the controls that you choose with Annex A, so that none is forgotten.',
      ],
      evidence: [item],
      due: dueOfStage(view, 'plan'),
      checked: false,
    }),
  ];
}

/** Whoever the owner named does it, and somebody else verifies it. */
export function implement(view: StageView): TaskDraft[] {
  const { risk, treatment } = treatedIn(view) ?? {};
  if (!risk || !treatment?.action) return [];
  const { owner, due } = treatment.action;
  const own = draftWork(view).terms.evidence;
  const doer = personById(view.org, owner) ? owner : ownerOf(view, risk);
  const by =
    treatment.controls.length > 0
      ? ` (${treatment.option}, by ${treatment.controls.join(', ')})`
      : ` (${treatment.option})`;
  return [
    drafted(view, risk, doer, {
      kind: 'risk-treatment',
      slot: 'implement',
      title: `${nameOfRisk(risk)}: ${short(textOf(treatment.text), LONGEST_NAME)}`,
      ask: cap(sentence(textOf(treatment.text))),
      instructions: [`It treats a risk of ${nameOf(view.org, risk.owner)}${by}.`],
      evidence: own.length > 0 ? own : [itemOf('proof', 'what shows that it is done')],
      due: dueAsDelayed(view, due),
      checked: true,
    }),
  ];
}

/** What was done is verified by then; what is left is rated by the owner and verified by somebody else (domain: verified). */
export function residual(view: StageView): TaskDraft[] {
  const { risk, treatment } = treatedIn(view) ?? {};
  if (!risk || !treatment?.action) return [];
  const before = currentOf(risk);
  const done = view.tasks.find((t) => t.terms.slot === 'implement');
  const waived = done?.verdict === 'waived';
  const item = {
    ...itemOf(risk.id, `what is left of it${before ? wasBefore(before, view) : ''}`),
    word: 'risk' as const,
  };
  return [
    drafted(view, risk, ownerOf(view, risk), {
      kind: 'risk-rating',
      slot: 'residual',
      title: `${nameOfRisk(risk)}: what is left`,
      ask: `Rate what is left of ${nameOfRisk(risk)} now that ${waived ? 'its treatment was waived' : 'it was treated'}.`,
      instructions: [`${waived ? 'Not done' : 'Done'}: ${asSaid(cap(sentence(textOf(treatment.text))))}`],
      evidence: [item],
      due: fromNow(view, 'residual'),
      checked: true,
      did: done ? implementers(done) : [],
    }),
  ];
}

function wasBefore({ level, criteria }: Rating, view: StageView): string {
  return areComparable(criteria, criteriaVersion(approvedCriteria(view)))
    ? `; it was ${level}`
    : '; it was rated on another scale';
}
