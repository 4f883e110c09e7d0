import { personIn } from '../actor.ts';
import { clipped } from '../clipped.ts';
import { dutyNamed } from '../duty-named.ts';
import { textOf } from '../event.ts';
import type { PlannedOccurrence } from '../occurrence.ts';
import { holders, leads, nameOf, type Organisation, personById } from '../organisation.ts';
import { isExternal, type Schedule, scheduleOf } from '../plan/dates.ts';
import { owedDates } from '../plan/owed-dates.ts';
import type { Duty, Ladder, PersonId, Programme } from '../programme.ts';
import type { Instant } from '../time.ts';
import { intervalSpoken } from '../wording/cadence.ts';
import { asSaid } from '../wording/phrases.ts';
import type { TaskDraft } from './state.ts';

/** What a task of an occurrence is drafted from. */
export interface Planned {
  /** The occurrence's key. */
  key: string;
  occurrence: PlannedOccurrence;
  /** The programme that it opened under. */
  version: Programme;
  /** For who holds a role today: that is always current. */
  org: Organisation;
  /** The one before, as printed. */
  last?: string;
}

/** @returns the duty of an occurrence, as the version has it that it opened under. @throws Error if that lacks it, which `apply` does not let through. */
export function dutyOf({ occurrence, version }: Pick<Planned, 'occurrence' | 'version'>): Duty {
  const duty = dutyNamed(version, occurrence.duty);
  if (duty) return duty;
  throw new Error(`Programme version ${occurrence.version} has no duty ${occurrence.duty}.`);
}

/**
 * The task that does an occurrence's work as its duty states it, from the version that the occurrence opened under (domain, section 3).
 * Kinds of several tasks change what differs.
 * @throws Error if the version lacks the duty or its ladder, which `apply` does not let through.
 */
export function draftWork(planned: Planned): TaskDraft {
  const { key, occurrence, version, org, last } = planned;
  const duty = dutyOf(planned);
  const ladder = version.ladders.find((l) => l.id === duty.ladder);
  if (!ladder) throw new Error(`Programme version ${occurrence.version} has no ladder ${duty.ladder}.`);
  const subject = duty.subjects.find((s) => s.id === occurrence.subject);
  const owner = firstHolder(org, subject?.owner ?? duty.owner, version);
  return {
    assignee: owner,
    terms: {
      kind: duty.kind,
      origin: { occurrence: key },
      slot: 'task',
      duty: duty.id,
      title: { text: titleOf(duty, occurrence) },
      ask: { text: duty.ask },
      instructions: [...whyNow(planned), ...duty.instructions].map((text) => ({ text })),
      evidence: duty.evidence.map((item) => ({ ...item, text: { text: item.text } })),
      clauses: duty.clauses,
      ...intervalOf(planned, duty),
      // What happened before has nothing to do with it.
      ...(last && !occurrence.occasion && { last }),
      process: duty.process,
      ...occasionOf(occurrence),
      ...(isExternal(duty, ladder) && { external: true }),
      tracker: duty.tracker,
      owner,
      ...(duty.verifier && { verifier: duty.verifier }),
      selfVerification: duty.selfVerification,
      ladder,
      extensions: duty.extensions ?? version.clocks.taskExtensions,
      missedGrade: duty.missedGrade,
      ...nextOpening(planned, ladder),
      opens: occurrence.opens,
      openedLateBy: occurrence.openedLateBy,
      lateAfter: version.pace.planner,
      shift: duty.shift,
      due: occurrence.due,
      ...(occurrence.hardLimit && { hardLimit: occurrence.hardLimit }),
      version: occurrence.version,
    },
  };
}

/** Whoever does it is told why it comes beside its interval. */
function whyNow({ occurrence: { started }, org }: Planned): string[] {
  if (!started) return [];
  const person = personIn(started.actor);
  const who = person === undefined ? started.actor : nameOf(org, person);
  return [`Asked for beside its interval by ${who}: ${asSaid(textOf(started.because))}.`];
}

/** How often it comes round, as of this occurrence; what is owed on something that happened does not. */
function intervalOf({ occurrence, version }: Planned, duty: Duty): { interval?: string } {
  const interval = occurrence.occasion ? undefined : intervalSpoken(version.duties, duty, occurrence.period);
  return interval === undefined ? {} : { interval };
}

function nextOpening(planned: Planned, ladder: Ladder): { next?: Instant } {
  const schedule = nextSchedule(planned, ladder);
  return schedule ? { next: schedule.opens } : {};
}

/** @returns when the occurrence after this one opens and is due, as the version that this one opened under plans it; undefined where none is. */
export function nextSchedule(planned: Omit<Planned, 'key'>, ladder: Ladder): Schedule | undefined {
  const duty = dutyOf(planned);
  const { duties } = planned.version;
  const { period, opens, version, occasion } = planned.occurrence;
  const { calendar } = planned.org;
  const comesRound = duty.every !== undefined || duty.before !== undefined;
  if (!comesRound || occasion) return undefined;
  for (const after of owedDates(duties, calendar, duty, period)) {
    if (after <= period) continue;
    const terms = { duty, duties, ladder, calendar, applied: { at: opens, version }, lateAfter: 0 };
    return scheduleOf(terms, after);
  }
  return undefined;
}

function occasionOf({ occasion, subject }: PlannedOccurrence): Pick<TaskDraft['terms'], 'occasion'> {
  if (!occasion) return {};
  const { kind, id } = occasion;
  return { occasion: { kind, id, ...(subject !== undefined && { subject }) } };
}

/** Titles have room for this much of what somebody wrote. */
const LONGEST = 80;

/** @returns `Access review: production AWS, 2027 Q2`; of what is owed on something that happened, `Incident INC-2027-001: lost laptop`. */
export function titleOf(duty: Duty, occurrence: PlannedOccurrence): string {
  const subject = duty.subjects.find((s) => s.id === occurrence.subject);
  const what = `${duty.title}${subject ? `: ${subject.title}` : ''}`;
  const { occasion, periodName } = occurrence;
  if (!occasion) return `${what}, ${periodName}`;
  return `${what}, ${occasion.display}: ${clipped(textOf(occasion.title), LONGEST)}`;
}

/** Of a later stage the lead takes the place of somebody who has left meanwhile, and of a role that nobody holds any more. */
function firstHolder(org: Organisation, who: string, version: Programme): PersonId {
  const held = [...holders(org, who, who), ...(version.roles[who.replace(/^role:/, '')] ?? [])];
  const first = held.find((person) => personById(org, person)) ?? leads(org)[0];
  if (first) return first;
  throw new Error(`Nobody is ${who}; the programme knows ${version.people.map((p) => p.id).join(', ')}.`);
}
