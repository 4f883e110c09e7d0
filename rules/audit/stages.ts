import { dateAt } from '../calendar/local-day.ts';
import { textOf } from '../event.ts';
import { linkTo } from '../occasion/where.ts';
import { holders, nameOf, namesOf, personById, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Stages, StageView } from '../stage.ts';
import { datesOfStage } from '../stage-dates.ts';
import type { Item, TaskDraft, TaskState } from '../task/state.ts';
import { draftWork, dutyOf, titleOf } from '../task/terms.ts';
import { restingOn } from './at-risk.ts';
import { auditorOf, scopeOf } from './auditor.ts';
import { recipients } from './course.ts';
import { auditProgrammeOf } from './cycle.ts';
import { bars, barWords } from './independence.ts';
import { type Background, proposedScope } from './proposal.ts';
import { ROWS, ranges } from './ranges.ts';
import { type Audit, coveredBy } from './record.ts';
import { type AuditTerms, FINDINGS, REPORT, SCOPE } from './terms.ts';

/** `plan`: scope, criteria, sample; `fieldwork`: findings; `report`: it, to relevant and top management (9.2.2). */
export const auditStages: Stages = {
  needs: ['audit', 'risk'],
  looksBack: true,
  inTurn: true,
  tasks: { plan, fieldwork, report },
};

/** Items of the plan that the duty may word in its own way. */
const PLAN: Record<string, string> = {
  criteria: 'against what is audited: the standard, your own policies, the law',
  sample: 'what you will look at, how much of it, and how it is chosen',
};

function plan(view: StageView): TaskDraft[] {
  const auditor = firstOf(candidates(view), (person) => against(view, person, []).length === 0);
  const barred = bars(auditor, [...ROWS], today(view), view.org, view.past?.work ?? []);
  const { rows, key, found, treating } = proposalFor(
    view,
    barred.flatMap((bar) => bar.row ?? []),
  );
  const proposed = [
    `Scope proposed: ${ranges(rows) || 'none'}.`,
    ...(key.length > 0 ? [`Key controls, each time: ${ranges(key)}.`] : []),
    ...(found.length > 0 ? [`Nonconformities since it was last audited: ${ranges(found)}.`] : []),
    ...(treating.length > 0 ? [`Risks are treated by these, not audited since: ${ranges(treating)}.`] : []),
  ];
  const notFor = barred.length > 0 ? [`Not for ${nameOf(view.org, auditor)}: ${barWords(barred).join('; ')}.`] : [];
  const scope: Item = {
    id: SCOPE,
    text: { text: 'what this audit looks at' },
    file: false,
    kept: false,
    word: 'scope',
    form: { proposed: rows },
  };
  return [
    draft(view, 'plan', auditor, {
      ask: 'Plan this internal audit: its scope, its criteria, and what you will look at.',
      instructions: [...proposed, ...notFor],
      evidence: [scope, ...Object.entries(PLAN).map(([id, text]) => itemOf(view, id, text))],
      audit: auditOf(view, auditor, [], against(view, auditor, [])),
    }),
  ];
}

function fieldwork(view: StageView): TaskDraft[] {
  const planned = doneIn(view, 'plan');
  if (!planned) return [];
  const rows = scopeOf(planned);
  const auditor = auditorOf(planned);
  const findings: Item = {
    id: FINDINGS,
    text: { text: 'each as you make it; what is major or minor becomes a nonconformity at once' },
    file: false,
    kept: false,
    word: 'finding',
  };
  return [
    draft(view, 'fieldwork', auditor, {
      ask: 'Audit what the plan says, and record each finding as you make it.',
      instructions: [
        `Scope: ${ranges(rows)}${linkTo(planned)}.`,
        'Grades: major, minor, concern (may become one), ofi (opportunity for improvement).',
        `Processes: ${view.org.programme.processes.map((p) => p.id).join(', ')}.`,
      ],
      evidence: [findings],
      audit: auditOf(view, auditor, rows, against(view, auditor, rows)),
    }),
  ];
}

function report(view: StageView): TaskDraft[] {
  const examined = doneIn(view, 'fieldwork');
  if (!examined) return [];
  const { org } = view;
  const rows = scopeOf(examined);
  const auditor = auditorOf(examined);
  const duty = dutyOf(view);
  const own = duty.evidence.filter(({ id }) => id !== REPORT && !(id in PLAN) && id !== 'plan');
  const item = { ...itemOf(view, REPORT, 'what was audited, how, and what was found; with a conclusion'), file: true };
  const to = recipients(org.programme, rows, (who) => holders(org, who, who), topManagement(org));
  const drafted = draft(view, 'report', auditor, {
    ask: 'Write the report of this internal audit.',
    instructions: [`It goes to ${namesOf(org, to, 'and')} once it is in${linkTo(examined)}.`],
    evidence: [item, ...own.map((e) => ({ ...e, text: { text: e.text } }))],
    audit: auditOf(view, auditor, rows, against(view, auditor, rows)),
  });
  return [{ ...drafted, terms: { ...drafted.terms, ...(duty.verifier && { verifier: duty.verifier }) } }];
}

interface Stage {
  ask: string;
  instructions: string[];
  evidence: Item[];
  audit: AuditTerms;
}

/** Audits are never verified by whoever did them. */
function draft(view: StageView, slot: string, auditor: PersonId, { ask, instructions, ...stage }: Stage): TaskDraft {
  const { terms } = draftWork(view);
  const { verifier: _, next, ...same } = terms;
  const asked = [textOf(terms.ask), ...terms.instructions.map(textOf)];
  return {
    assignee: auditor,
    terms: {
      ...same,
      ...stage,
      ...(slot === 'report' && next && { next }),
      ...datesOfStage(view, slot),
      slot,
      title: { text: `${textOf(terms.title)}: ${slot}` },
      ask: { text: ask },
      instructions: [...instructions, ...(slot === 'report' ? [] : asked)].map((text) => ({ text })),
      owner: auditor,
      selfVerification: false,
    },
  };
}

function auditOf(view: StageView, auditor: PersonId, rows: string[], found: string[]): AuditTerms {
  const competence = personById(view.org, auditor)?.competence?.auditor;
  const bars = found.map((text) => ({ text }));
  return {
    title: { text: titleOf(dutyOf(view), view.occurrence) },
    period: view.occurrence.period,
    ...(rows.length > 0 && { scope: rows }),
    opening: { person: auditor, rows, ...(competence && { competence }), bars },
  };
}

/** Of several holders of the role the first against whom nothing stands. */
function candidates(view: StageView): [PersonId, ...PersonId[]] {
  const { owner } = dutyOf(view);
  const [first = draftWork(view).assignee, ...others] = holders(view.org, owner, owner);
  return [first, ...others];
}

function firstOf([first, ...others]: [PersonId, ...PersonId[]], fits: (person: PersonId) => boolean): PersonId {
  return [first, ...others].find(fits) ?? first;
}

function against(view: StageView, person: PersonId, rows: string[]): string[] {
  return barWords(bars(person, rows, today(view), view.org, view.past?.work ?? []));
}

function proposalFor(view: StageView, barred: string[]) {
  const { org, occurrence } = view;
  const { zone } = org.programme;
  const audit = auditProgrammeOf(org.programme);
  if (!audit) return { rows: [], key: [], found: [], treating: [] };
  const period = occurrence.period.length === 10 ? occurrence.period : dateAt(zone, occurrence.period);
  const covered = coveredBy(
    view.documented.filter((d): d is Audit => d.noun === 'audit'),
    zone,
  );
  const background: Background = {
    audit,
    duty: dutyOf(view),
    duties: view.version.duties,
    calendar: org.calendar,
    period,
    covered,
    found: view.past?.found ?? [],
    treating: restingOn(
      view.documented.filter((d) => d.noun === 'risk'),
      zone,
    ),
    barred,
  };
  return proposedScope(background);
}

function doneIn(view: StageView, slot: string): TaskState | undefined {
  return view.tasks.find((t) => t.terms.slot === slot && t.stage === 'ended' && t.verdict !== 'waived');
}

function itemOf(view: StageView, id: string, text: string): Item {
  const own = dutyOf(view).evidence.find((item) => item.id === id);
  return own ? { ...own, text: { text: own.text } } : { id, text: { text }, file: false, kept: id === REPORT };
}

function today({ org, now }: StageView): string {
  return dateAt(org.programme.zone, now);
}
