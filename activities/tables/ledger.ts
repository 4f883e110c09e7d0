import { allPages, type Loaded } from '../../register/records.ts';
import type { Reads } from '../../register/register.ts';
import type { TableRow } from '../../rules/documented.ts';
import { textOf } from '../../rules/event.ts';
import { IMPROVEMENT } from '../../rules/improvement/duty.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import { courseOf, stagesLate, workIn, workLateBy } from '../../rules/occurrence-course.ts';
import { datesAsExtended } from '../../rules/occurrence-dates.ts';
import { handInOf } from '../../rules/occurrence-hand-in.ts';
import { type OccurrenceState, occurrenceStream } from '../../rules/occurrence-state.ts';
import { byText } from '../../rules/order.ts';
import type { Organisation } from '../../rules/organisation.ts';
import { datedStages } from '../../rules/stages.ts';
import { daysInWords } from '../../rules/task/lateness.ts';
import { type TaskState, taskStream } from '../../rules/task/state.ts';
import type { Deadline, Instant } from '../../rules/time.ts';
import { type Chase, chasesIn } from '../history/chases.ts';
import { delaysIn } from '../history/delays.ts';
import type { Asked, TableKind } from './table.ts';

const DAY_MS = 86_400_000;

/** Each planned occurrence with its dates and what became of it (9.1; planned intervals kept?). Every one stands in exactly one state. */
export const ledger: TableKind = {
  source: 'occurrences and their tasks',
  about:
    'every duty and period: planned, due, later dates that were given (until when, by whom), opened, handed in, verified, late, missed, waived, open; rejected after its end',
  rows: async (asked) => (await ledgerLines(asked)).map(({ row }) => row),
};

/** A line of the ledger, with the occurrence and the tasks that did its work. */
export interface LedgerLine {
  occurrence: OccurrenceState;
  work: TaskState[];
  /** Nonconformities that it led to: it was missed, or waived uncovered. */
  followUps: NonconformityState[];
  /** Who was chased for the work, and when; oldest first. */
  chases: Chase[];
  row: TableRow;
}

/** @returns the ledger's lines by duty, subject, and period; without opportunities for improvement, which nobody owes (10.1). */
export async function ledgerLines({ register, org, now }: Asked): Promise<LedgerLine[]> {
  const occurrences = await allPages((page) => register.loadRows<OccurrenceState>('occurrence', {}, page));
  const tasks = await tasksByOccurrence(register);
  const raised = await allPages((page) => register.loadRows<NonconformityState>('nonconformity', {}, page));
  const delays = await delaysIn(register);
  const chased = await chasesIn(register);
  const owed = occurrences.filter(({ state }) => state.duty !== IMPROVEMENT);
  return owed.sort(byText(({ state }) => nameOf(state))).map(({ key, state: occurrence }) => {
    const all = tasks.get(key) ?? [];
    const work = workIn(all);
    const followUps = raised.map(({ state }) => state).filter((found) => follows(found, all));
    const chases = work.flatMap(({ terms }) => chased.get(taskStream(terms.key)) ?? []).sort(byText(({ at }) => at));
    const openedLateBy = occurrence.openedLateBy + (delays.get(occurrenceStream(key)) ?? 0);
    const of = { occurrence, work, followUps, chases };
    return { ...of, row: line({ ...of, openedLateBy }, org, now) };
  });
}

/** Those of the ledger that were not done on time, with what followed. */
export const late: TableKind = {
  source: ledger.source,
  about: 'what was late, missed, or waived, and then: who was chased when, nonconformities and their causes',
  rows: async (asked: Asked) =>
    (await ledgerLines(asked))
      .filter(({ row: { state, late } }) => state !== 'done' && (state !== 'open' || late !== ''))
      .map(({ row, chases, followUps }) => ({ ...row, ...andThen(chases, followUps) })),
};

/** The steps of the chase, and why it came to that (10.2 b). */
function andThen(chases: Chase[], followUps: NonconformityState[]): TableRow {
  return {
    chased: chases.map(({ at, to }) => `${at} ${to.join(' ')}`).join('; '),
    root_cause: followUps.flatMap(({ steps }) => textOf(steps.cause?.text) || []).join('; '),
  };
}

function follows({ terms: { source } }: NonconformityState, tasks: TaskState[]): boolean {
  return 'task' in source && tasks.some(({ terms }) => terms.key === source.task.key);
}

async function tasksByOccurrence(register: Reads): Promise<Map<string, TaskState[]>> {
  const all = await allPages((page) => register.loadRows<TaskState>('task', {}, page));
  const by = new Map<string, TaskState[]>();
  for (const { state } of all as Loaded<TaskState>[]) {
    const { origin } = state.terms;
    if ('occurrence' in origin) by.set(origin.occurrence, [...(by.get(origin.occurrence) ?? []), state]);
  }
  return by;
}

function nameOf({ duty, subject, period }: OccurrenceState): string {
  return [duty, subject ?? '', period].join('\n');
}

/** @param of.openedLateBy by the planner, the tracker, and between stages, in ms. */
function line(of: Omit<LedgerLine, 'row'> & { openedLateBy: number }, org: Organisation, now: Instant): TableRow {
  const { occurrence, work, followUps, chases, openedLateBy } = of;
  const { duty, subject, period, periodName, cause, version, due, hardLimit } = occurrence;
  const handIn = handInOf(occurrence, work);
  const asExtended = datesAsExtended(occurrence, work);
  const extended = work.flatMap((t) => t.extended);
  const lateBy = workLateBy(occurrence, work, org, now);
  return {
    duty,
    subject: subject ?? '',
    clauses: [...new Set(work.flatMap((t) => t.terms.clauses))].join(' '),
    period,
    period_name: periodName,
    cause,
    version,
    due: dayOf(due),
    due_as_extended: dayOf(asExtended.due),
    hard_limit: dayOf(hardLimit),
    hard_limit_as_extended: dayOf(asExtended.hardLimit),
    extended: extended.map(({ from, to, by }) => `${dayOf(from)} to ${dayOf(to)}, approved by ${by}`).join('; '),
    rejected_after_end: work.flatMap(revivalsInWords).join('; '),
    opened: earliestOf(work.map((t) => t.thread.openedAt)),
    opened_late_days: days(openedLateBy),
    handed_in: handIn.at ?? '',
    verified: handIn.verified ?? '',
    done_by: namesOf(handIn.by),
    verified_by: namesOf(handIn.verifiedBy),
    state: courseOf(occurrence, lateBy),
    late: lateBy > 0 ? daysInWords(lateBy) : '',
    days_late: lateBy > 0 ? hundredths(lateBy) : '',
    stages_late: datedStages(occurrence.kind).length > 0 ? stagesLate(work, org, now).map(stageInWords).join('; ') : '',
    reminders: chases.length,
    extensions: extended.length,
    nonconformity: namesOf(followUps.map(({ terms }) => terms.display)),
    tickets: work.flatMap((t) => t.thread.ref?.number ?? []).join(' '),
    records: work.map((t) => t.terms.display).join(' '),
  };
}

function days(ms: number): number | string {
  return ms > 0 ? Math.ceil(ms / DAY_MS) : '';
}

function dayOf(deadline: Deadline | undefined): string {
  return deadline?.date ?? deadline?.at ?? '';
}

function stageInWords({ slot, days: late }: { slot: string; days: number }): string {
  return `${slot} ${daysInWords(late)}`;
}

/** The verdict that it had stays on record (domain: tampering). */
function revivalsInWords({ revivals = [] }: TaskState): string[] {
  return revivals.map(({ at, by, verdict, endedAt }) =>
    `${at} by ${by}, was ${verdict ?? 'ended'} ${endedAt ?? ''}`.trim(),
  );
}

function hundredths(days: number): number {
  return Math.round(days * 100) / 100;
}

function earliestOf(instants: (Instant | undefined)[]): string {
  return instants.flatMap((i) => i ?? []).sort()[0] ?? '';
}

function namesOf(people: string[]): string {
  return [...new Set(people)].join(' ');
}
