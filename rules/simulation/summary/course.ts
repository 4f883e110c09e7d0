import { type Course, courseOf, workIn, workLateBy } from '../../occurrence-course.ts';
import { leads, topManagement } from '../../organisation.ts';
import type { Level, PersonId } from '../../programme.ts';
import type { TaskState } from '../../task/state.ts';
import type { Life } from '../life.ts';
import { owedIn } from '../looked-at.ts';

/** How what was owed went: each occurrence in one of them besides `owed`. Nobody owes improvements. */
export interface CourseCounts {
  owed: number;
  onTime: number;
  late: number;
  missed: number;
  waived: number;
  /** Not due yet, or not done and not missed yet. */
  open: number;
}

/** How often somebody was chased: whoever does the work, whoever verifies it, and those who hear of it when it is late. */
export type Chases = Record<Level | 'verifier', number>;

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

/** @returns what became of each occurrence of a life that was owed, with its duty. */
export function coursesOf(life: Life): { duty: string; course: Course }[] {
  const { tasks, org, until } = life;
  const tasksOf = new Map<string, TaskState[]>();
  for (const task of tasks) {
    const { origin } = task.terms;
    if ('occurrence' in origin) tasksOf.set(origin.occurrence, [...(tasksOf.get(origin.occurrence) ?? []), task]);
  }
  return owedIn(life).map(({ key, state }) => ({
    duty: state.duty,
    course: courseOf(state, workLateBy(state, workIn(tasksOf.get(key) ?? []), org, until)),
  }));
}

/** @returns how many went which way; all of them are `owed`. */
export function countCourses(courses: { course: Course }[]): CourseCounts {
  const count = (course: Course) => courses.filter((one) => one.course === course).length;
  return {
    owed: courses.length,
    onTime: count('done'),
    late: count('late'),
    missed: count('missed'),
    waived: count('waived'),
    open: count('open'),
  };
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

/** @returns how often people of each level were chased, about work or about its verification, by who they are. */
export function escalationsOf({ events, tasks, found, org }: Life): Chases {
  const chases: Chases = { assignee: 0, verifier: 0, manager: 0, lead: 0, top: 0 };
  const doers = new Map<string, PersonId>([
    ...tasks.map((t) => [`task/${t.terms.key}`, t.assignee] as const),
    ...found.map((n) => [`nonconformity/${n.terms.key}`, n.assignee] as const),
  ]);
  const asked = new Map<string, PersonId[]>();
  for (const { stream, kind, body } of events) {
    if (kind === 'verification-asked') asked.set(stream, body.of as PersonId[]);
    if (kind !== 'chased') continue;
    const isCheck = body.of === 'verification';
    for (const person of body.to as PersonId[]) {
      if (isCheck && asked.get(stream)?.includes(person)) chases.verifier++;
      else if (!isCheck && person === doers.get(stream)) chases.assignee++;
      else if (topManagement(org).includes(person)) chases.top++;
      else if (leads(org).includes(person)) chases.lead++;
      else chases.manager++;
    }
  }
  return chases;
}
