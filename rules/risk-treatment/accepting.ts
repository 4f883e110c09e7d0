import { deadlineAfter } from '../calendar/deadline.ts';
import { textOf } from '../event.ts';
import { managementTrackerOf, nameOf, topManagement, trackerFor } from '../organisation.ts';
import { currentOf, isUnacceptable } from '../risk/reading.ts';
import type { RiskTerms } from '../risk/terms.ts';
import { approvedCriteria } from '../risk-assessment/part.ts';
import type { StageView } from '../stage.ts';
import type { TaskDraft } from '../task/state.ts';
import { asSaid } from '../wording/phrases.ts';
import { ACCEPTANCE, type SaidOfAcceptance } from './acceptance.ts';
import { drafted, fromNow, nameOfRisk, ownerOf, treatedIn } from './part.ts';

/** Only its owner accepts what is left of a risk, or whom they gave that power (6.1.3 f). */
export function accept(view: StageView): TaskDraft[] {
  const { risk, treatment } = treatedIn(view) ?? {};
  const current = risk && currentOf(risk);
  if (!risk || !treatment || !current) return [];
  const above = isUnacceptable(current);
  return [
    drafted(view, risk, ownerOf(view, risk), {
      kind: 'risk-acceptance',
      slot: 'accept',
      title: `${nameOfRisk(risk)}: accept it?`,
      ask: `Accept ${nameOfRisk(risk)} at level ${current.level}, or not.`,
      instructions: [
        above
          ? `That is above ${current.limit}: accepting it is a concession, with a reason and a last day, and needs top management’s approval.`
          : `At most ${current.limit} may be retained.`,
        'Not accepted, its treatment has failed, and it is assessed anew.',
      ],
      evidence: [],
      due: fromNow(view, 'accept'),
      checked: false,
    }),
  ];
}

/** Above the criteria only as a justified concession with management's approval and an expiry (6.1.3 f). */
export function concession(view: StageView): TaskDraft[] {
  const { risk } = treatedIn(view) ?? {};
  const task = view.tasks.find((t) => t.terms.slot === 'accept');
  const said = task?.given.findLast((e) => e.item === ACCEPTANCE);
  const current = task?.terms.risks?.current;
  if (!risk || !task || !said?.says || !current || task.verdict !== 'approved' || !isUnacceptable(current)) return [];
  const { expires, because } = said.says as unknown as SaidOfAcceptance;
  if (!expires || !because) return [];
  const own = [said.by, ownerOf(view, risk)];
  const others = topManagement(view.org).filter((p) => !own.includes(p));
  const [decider] = others.length > 0 ? others : topManagement(view.org);
  if (!decider) return [];
  const draft = drafted(view, risk, decider, {
    kind: 'risk-concession',
    slot: 'concession',
    title: `${nameOfRisk(risk)}: concession until ${expires}`,
    ask: `Approve that ${nameOfRisk(risk)} is accepted at level ${current.level} until ${expires}, or not.`,
    instructions: [
      `${nameOf(view.org, said.by)} accepts it because: ${asSaid(textOf(because))}.`,
      `At most ${current.limit} may be retained.`,
    ],
    evidence: [],
    due: deadlineAfter(view.org.calendar, view.now, view.org.programme.clocks.verificationByTop),
    checked: false,
  });
  const asked = { by: said.by, at: said.at, because, expires, task: task.terms.key };
  const risks: RiskTerms = { ...(draft.terms.risks ?? { criteria: approvedCriteria(view) }), current, asked };
  const tracker = trackerFor(view.org, decider, managementTrackerOf(view.org.programme));
  return [
    {
      ...draft,
      terms: {
        ...draft.terms,
        risks,
        tracker,
        owner: decider,
        barred: others.length > 0 ? own : [],
      },
    },
  ];
}
