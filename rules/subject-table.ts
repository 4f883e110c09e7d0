import { dayOf } from './calendar/deadline.ts';
import { textOf } from './event.ts';
import { datesAsExtended } from './occurrence-dates.ts';
import type { OccurrenceState } from './occurrence-state.ts';
import { holders, type Organisation } from './organisation.ts';
import type { Duty, Subject } from './programme.ts';
import { standingSubmission } from './task/lateness.ts';
import type { TaskState } from './task/state.ts';
import type { Deadline } from './time.ts';

/** One time that a duty was owed about a subject, with the tasks that did its work and how it stands in the ledger. */
export interface TimeOwed {
  occurrence: OccurrenceState;
  work: TaskState[];
  /** `done`, `late`, `missed`, `waived`, or `open`. */
  state: string;
}

/** A supplier, system, or document that a duty is owed about. */
export interface SubjectOwed {
  duty: Pick<Duty, 'id' | 'title' | 'owner'>;
  /** Without a title where the programme has it no longer. */
  subject: Pick<Subject, 'id' | 'owner'> & { title?: string };
  /** In the order of their periods. */
  times: TimeOwed[];
  /** When it is due next beside what is open. */
  next?: Deadline;
}

/**
 * @returns a line for each subject of a duty: when it was last looked at, by whom, and what showed it; what came of the latest time, which
 * may be another one that was missed or waived; and when it is due again (A.5.22, 9.1). What is open is due before what is planned, by the
 * later date that it was given.
 */
export function subjectRow({ duty, subject, times, next }: SubjectOwed, org: Organisation) {
  const { zone } = org.programme;
  const open = times.find(({ occurrence }) => occurrence.state === 'open');
  const last = times.findLast((time) => time !== open && time.work.some(standingSubmission));
  // Missed is missed, also while it still has to be done.
  const judged = times.filter(({ state }) => state !== 'open');
  const latestTime = judged.at(-1);
  const due = open ? (datesAsExtended(open.occurrence, open.work).due ?? open.occurrence.due) : next;
  const who = subject.owner ?? duty.owner;
  return {
    duty: duty.id,
    duty_title: duty.title,
    subject: subject.id,
    title: subject.title ?? '',
    owner: holders(org, who, who).join(' '),
    last_period: last?.occurrence.period ?? '',
    last_done: latest(last, (task) => standingSubmission(task)?.at),
    evidence: last ? last.work.flatMap(evidenceOf).join('; ') : '',
    by: names(last, (task) => standingSubmission(task)?.implementers ?? []),
    verified_by: names(last, (task) => (task.verified ? [task.verified.by] : [])),
    record: last?.work.map((task) => task.terms.display).join(' ') ?? '',
    latest_period: latestTime?.occurrence.period ?? '',
    latest_state: latestTime?.state ?? '',
    times: judged.length,
    not_done_on_time: judged.filter(({ state }) => state !== 'done').length,
    due: due ? dayOf(zone, due) : '',
    open_ticket: open?.work.flatMap((task) => task.thread.ref?.number ?? []).join(' ') ?? '',
  };
}

function evidenceOf(task: TaskState): string[] {
  return standingSubmission(task)?.items.map(({ item, name }) => `${item}: ${textOf(name)}`) ?? [];
}

function latest(time: TimeOwed | undefined, at: (task: TaskState) => string | undefined): string {
  const instants = time?.work.flatMap((task) => at(task) ?? []) ?? [];
  return instants.sort().at(-1) ?? '';
}

function names(time: TimeOwed | undefined, of: (task: TaskState) => string[]): string {
  return [...new Set(time?.work.flatMap(of) ?? [])].join(' ');
}
