import { barredFrom } from '../authority.ts';
import { deadlineAfter } from '../calendar/deadline.ts';
import { textOf } from '../event.ts';
import { holders, leads, topManagement, trackerFor } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { riskOf } from '../risk/cause.ts';
import { riskOwners } from '../risk/owner.ts';
import { currentOf } from '../risk/reading.ts';
import type { Risk, Treatment } from '../risk/state.ts';
import { approvedCriteria } from '../risk-assessment/part.ts';
import type { StageView } from '../stage.ts';
import { datesOfStage, dueOfStage } from '../stage-dates.ts';
import { movedAlong } from '../task/deadlines.ts';
import type { Item, TaskDraft, TaskTerms } from '../task/state.ts';
import { draftWork } from '../task/terms.ts';
import type { Deadline } from '../time.ts';
import { short } from '../wording/phrases.ts';

/** A risk with what its occurrence has come to. */
interface Treated {
  risk: Risk;
  treatment?: Treatment;
}

/** @returns the risk that an occurrence is about; undefined where it is about none, or about one that was retired. */
export function treatedIn({ documented, occurrence, key }: StageView): Treated | undefined {
  const id = riskOf(occurrence.cause);
  const risk = documented.filter((d) => d.noun === 'risk').find((r) => r.id === id);
  if (!risk || risk.retired) return undefined;
  const treatment = risk.treatments.find((t) => t.occurrence === key);
  return { risk, ...(treatment && { treatment }) };
}

/** What a stage asks of one person about one risk. */
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

/** @returns the task of a stage about one risk, with its dates, who checks it, and the level that it is about. */
export function drafted(view: StageView, risk: Risk, assignee: PersonId, part: Part): TaskDraft {
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

/** @returns whoever answers for a risk now: its owner, or who stands in where they have left. */
export function ownerOf({ org }: StageView, risk: Risk): PersonId {
  return riskOwners(risk.owner, org)[0] ?? risk.owner;
}

/** A date of its own where the duty gives the stage one, else as long from now as a verifier has. */
export function fromNow(view: StageView, stage: string): Deadline {
  const { calendar, programme } = view.org;
  const own = dueOfStage(view, stage);
  const soon = deadlineAfter(calendar, view.now, programme.clocks.verification);
  return own.at > soon.at ? own : soon;
}

/** A risk's name stands within other words. */
export const LONGEST_NAME = 60;

/** @returns `R-7 Supplier goes out of business`. */
export function nameOfRisk({ id, title }: Risk): string {
  return `${id} ${short(textOf(title), LONGEST_NAME)}`;
}

/** @returns something to be said; no file is needed. */
export function itemOf(id: string, text: string): Item {
  return { id, text: { text }, file: false, kept: false };
}
