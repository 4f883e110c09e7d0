import { barredFrom } from '../authority.ts';
import { deadlineAfter } from '../calendar/deadline.ts';
import { textOf } from '../event.ts';
import { holders, leads, managementTrackerOf, nameOf, personById, topManagement, trackerFor } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { riskOf } from '../risk/cause.ts';
import { riskOwners } from '../risk/owner.ts';
import { currentOf, isUnacceptable, openTreatment, standingOf } from '../risk/reading.ts';
import type { Risk, Treatment } from '../risk/state.ts';
import type { RiskTerms } from '../risk/terms.ts';
import { approvedCriteria } from '../risk-assessment/stages.ts';
import type { Stages, StageView } from '../stage.ts';
import { datesOfStage, dueOfStage } from '../stage-dates.ts';
import type { Statement } from '../statement/state.ts';
import { movedAlong } from '../task/deadlines.ts';
import { implementers } from '../task/people.ts';
import type { Item, TaskDraft, TaskTerms } from '../task/state.ts';
import { draftWork } from '../task/terms.ts';
import type { Deadline } from '../time.ts';
import { listedTreatment, statementLine } from '../wording/risk.ts';
import { ACCEPTANCE, type SaidOfAcceptance } from './acceptance.ts';

/**
 * The treatment of risks (6.1.3, 8.3). By its interval: how far the treatments are. Of one risk: its owner decides how; it is done, and
 * verified by somebody else; the owner rates what is left and accepts it; above the criteria only with management's approval.
 */
export const treatmentStages: Stages = {
  needs: ['risk', 'criteria', 'statement'],
  tasks: { progress, plan, implement, residual, accept, concession },
};

const MOST_LISTED = 12;

/** A risk with what its occurrence has come to. */
interface Treated {
  risk: Risk;
  treatment?: Treatment;
}

function treatedIn({ documented, occurrence, key }: StageView): Treated | undefined {
  const id = riskOf(occurrence.cause);
  const risk = documented.filter((d) => d.noun === 'risk').find((r) => r.id === id);
  if (!risk || risk.retired) return undefined;
  const treatment = risk.treatments.find((t) => t.occurrence === key);
  return { risk, ...(treatment && { treatment }) };
}

function progress(view: StageView): TaskDraft[] {
  if (riskOf(view.occurrence.cause)) return [];
  const draft = draftWork(view);
  const risks = view.documented.filter((d) => d.noun === 'risk');
  const open = risks.filter((r) => openTreatment(r) || standingOf(r) === 'unacceptable');
  const shown = open.slice(0, open.length > MOST_LISTED ? MOST_LISTED - 1 : MOST_LISTED);
  const more = open.length - shown.length;
  const statement = view.documented.find((d): d is Statement => d.noun === 'statement');
  const lines = [
    ...draft.terms.instructions.map(textOf),
    ...shown.map((risk) => listedTreatment(risk, view.org)),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(open.length === 0 ? ['No treatment is open'] : []),
    ...statementLine(statement),
  ];
  const { evidence } = draft.terms;
  return [
    {
      ...draft,
      terms: {
        ...draft.terms,
        slot: 'progress',
        instructions: lines.map((text) => ({ text })),
        evidence:
          evidence.length > 0 ? evidence : [itemOf('status', 'how far each treatment is, and what holds it up')],
        risks: { criteria: approvedCriteria(view), ...(statement && { statement: statement.versions.length }) },
        ...datesOfStage(view, 'progress'),
      },
    },
  ];
}

function plan(view: StageView): TaskDraft[] {
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
        `${current?.because ? `Rated because: ${textOf(current.because)}.` : 'It was rated above the criteria.'}${level}`,
        'Compare the controls that you choose with Annex A, so that none is forgotten.',
      ],
      evidence: [item],
      due: dueOfStage(view, 'plan'),
      checked: false,
    }),
  ];
}

/** Whoever the owner named does it, and somebody else verifies it. */
function implement(view: StageView): TaskDraft[] {
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
      title: `${nameOfRisk(risk)}: ${short(textOf(treatment.text))}`,
      ask: sentence(textOf(treatment.text)),
      instructions: [`It treats a risk of ${nameOf(view.org, risk.owner)}${by}.`],
      evidence: own.length > 0 ? own : [itemOf('proof', 'what shows that it is done')],
      due,
      checked: true,
    }),
  ];
}

/** What was done is verified by then; what is left is rated by the owner and verified by somebody else (domain: verified). */
function residual(view: StageView): TaskDraft[] {
  const { risk, treatment } = treatedIn(view) ?? {};
  if (!risk || !treatment?.action) return [];
  const before = currentOf(risk);
  const done = view.tasks.find((t) => t.terms.slot === 'implement');
  const waived = done?.verdict === 'waived';
  const item = {
    ...itemOf(risk.id, `what is left of it${before ? `; it was ${before.level}` : ''}`),
    word: 'risk' as const,
  };
  return [
    drafted(view, risk, ownerOf(view, risk), {
      kind: 'risk-rating',
      slot: 'residual',
      title: `${nameOfRisk(risk)}: what is left`,
      ask: `Rate what is left of ${nameOfRisk(risk)} now that ${waived ? 'its treatment was waived' : 'it was treated'}.`,
      instructions: [`${waived ? 'Not done' : 'Done'}: ${sentence(textOf(treatment.text))}`],
      evidence: [item],
      due: fromNow(view, 'residual'),
      checked: true,
      did: done ? implementers(done) : [],
    }),
  ];
}

function accept(view: StageView): TaskDraft[] {
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
function concession(view: StageView): TaskDraft[] {
  const { risk } = treatedIn(view) ?? {};
  const task = view.tasks.find((t) => t.terms.slot === 'accept');
  const said = task?.given.findLast((e) => e.item === ACCEPTANCE);
  const current = task?.terms.risks?.current;
  if (!risk || !task || !said?.says || !current || task.verdict !== 'approved' || !isUnacceptable(current)) return [];
  const { expires, because } = said.says as unknown as SaidOfAcceptance;
  if (!expires || !because) return [];
  const others = topManagement(view.org).filter((p) => p !== said.by && p !== task.terms.owner);
  const [decider] = others.length > 0 ? others : topManagement(view.org);
  if (!decider) return [];
  const draft = drafted(view, risk, decider, {
    kind: 'risk-concession',
    slot: 'concession',
    title: `${nameOfRisk(risk)}: concession until ${expires}`,
    ask: `Approve that ${nameOfRisk(risk)} is accepted at level ${current.level} until ${expires}, or not.`,
    instructions: [
      `${nameOf(view.org, said.by)} accepts it because: ${textOf(because)}.`,
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
        barred: others.length > 0 ? [said.by, task.terms.owner] : [],
      },
    },
  ];
}

interface Part {
  kind: TaskTerms['kind'];
  slot: string;
  title: string;
  ask: string;
  instructions: string[];
  evidence: Item[];
  due: Deadline;
  /** Whether somebody else verifies it. */
  checked: boolean;
  /** Who did what it judges, and so does not verify it either. */
  did?: PersonId[];
}

function drafted(view: StageView, risk: Risk, assignee: PersonId, part: Part): TaskDraft {
  const { next: _, last: __, interval: ___, verifier = 'role:lead', hardLimit, ...terms } = draftWork(view).terms;
  const { occurrence, org, key } = view;
  const { checked, did = [], title, ask, instructions, ...own } = part;
  const current = currentOf(risk);
  const treatment = risk.treatments.find((t) => t.occurrence === key);
  const barred = barredFrom([holders(org, verifier, assignee), leads(org), topManagement(org)], did, [assignee]);
  return {
    assignee,
    terms: {
      ...terms,
      ...own,
      title: { text: title },
      ask: { text: ask },
      instructions: instructions.map((text) => ({ text })),
      owner: assignee,
      selfVerification: false,
      ...(checked && { verifier }),
      ...(barred.length > 0 && { barred }),
      ...datesOfStage(view, part.slot),
      due: part.due,
      // It is missed as long after its own date as the occurrence is after its.
      ...(hardLimit && { hardLimit: movedAlong(org.programme.zone, hardLimit, occurrence.due, part.due) }),
      tracker: trackerFor(org, assignee, terms.tracker),
      risks: {
        criteria: approvedCriteria(view),
        risk: { id: risk.id, title: risk.title },
        ...(current && { current: { level: current.level, limit: current.limit, criteria: current.criteria } }),
        ...(treatment && { treatment: { option: treatment.option, controls: treatment.controls } }),
      },
    },
  };
}

function ownerOf({ org }: StageView, risk: Risk): PersonId {
  return riskOwners(risk.owner, org)[0] ?? risk.owner;
}

/** A date of its own where the duty gives the stage one, else as long from now as a verifier has. */
function fromNow(view: StageView, stage: string): Deadline {
  const { calendar, programme } = view.org;
  const own = dueOfStage(view, stage);
  const soon = deadlineAfter(calendar, view.now, programme.clocks.verification);
  return own.at > soon.at ? own : soon;
}

function nameOfRisk({ id, title }: Risk): string {
  return `${id} ${short(textOf(title))}`;
}

function itemOf(id: string, text: string): Item {
  return { id, text: { text }, file: false, kept: false };
}

function sentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const begun = line.charAt(0).toUpperCase() + line.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 59).trimEnd()}…`;
}
