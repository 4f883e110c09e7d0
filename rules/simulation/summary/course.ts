import { leads, type Organisation, topManagement } from '../../organisation.ts';
import type { Level } from '../../programme.ts';
import { latenessIn } from '../../task/lateness.ts';
import type { TaskState } from '../../task/state.ts';
import type { Life } from '../life.ts';

/** How what was owed went: each occurrence in one of them besides `owed`. */
export interface Course {
  owed: number;
  onTime: number;
  late: number;
  missed: number;
  waived: number;
  /** Not due yet, or not done and not missed yet. */
  open: number;
}

/** Nonconformities by grade and by what became of them. */
export interface Grades {
  raised: number;
  /** As they stand at the end. */
  minor: number;
  major: number;
  /** Left past their deadline, and major since. */
  turnedMajor: number;
  pastDeadline: number;
  /** A fix was found ineffective, and another round began. */
  ineffective: number;
  closed: number;
}

/** @returns how the occurrences of a life went; one of several tasks is as late as any of them. */
export function courseOf({ occurrences, tasks, org }: Life): Course {
  const lateOnes = new Set(
    tasks.flatMap((t) => ('occurrence' in t.terms.origin && wasLate(t, org) ? [t.terms.origin.occurrence] : [])),
  );
  const course: Course = { owed: 0, onTime: 0, late: 0, missed: 0, waived: 0, open: 0 };
  for (const { key, state } of occurrences) {
    course.owed++;
    if (state.missed) course.missed++;
    else if (state.state === 'waived') course.waived++;
    else if (state.state === 'open') course.open++;
    else if (lateOnes.has(key)) course.late++;
    else course.onTime++;
  }
  return course;
}

function wasLate(task: TaskState, org: Organisation): boolean {
  const at = task.submission?.at ?? task.endedAt;
  return at !== undefined && task.verdict !== 'waived' && latenessIn(task, org, at) > 0;
}

/** @returns what became of the nonconformities of a life. */
export function gradesOf({ found }: Life): Grades {
  const count = (test: (state: Life['found'][number]) => boolean) => found.filter(test).length;
  return {
    raised: found.length,
    minor: count(({ grade }) => grade === 'minor'),
    major: count(({ grade }) => grade === 'major'),
    turnedMajor: count(({ grades }) => grades.some(({ rule }) => rule.startsWith('nc.minor'))),
    pastDeadline: count(({ overdue }) => overdue !== undefined),
    ineffective: count(({ verdicts }) => verdicts.some(({ verdict }) => verdict === 'ineffective')),
    closed: count(({ closed }) => closed !== undefined),
  };
}

/** @returns how often each level heard of work that was due, by who they are. */
export function escalationsOf({ events, tasks, found, org }: Life): Record<Level, number> {
  const levels: Record<Level, number> = { assignee: 0, manager: 0, lead: 0, top: 0 };
  const doers = new Map<string, string>([
    ...tasks.map((t) => [`task/${t.terms.key}`, t.assignee] as const),
    ...found.map((n) => [`nonconformity/${n.terms.key}`, n.assignee] as const),
  ]);
  for (const { stream, kind, body } of events) {
    if (kind !== 'chased' || body.of === 'verification') continue;
    for (const person of body.to as string[]) {
      if (person === doers.get(stream)) levels.assignee++;
      else if (topManagement(org).includes(person)) levels.top++;
      else if (leads(org).includes(person)) levels.lead++;
      else levels.manager++;
    }
  }
  return levels;
}
