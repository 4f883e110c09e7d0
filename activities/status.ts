import { allPages } from '../register/records.ts';
import type { Register } from '../register/register.ts';
import type { NonconformityState } from '../rules/nonconformity/state.ts';
import type { NonconformityGrade } from '../rules/nonconformity/terms.ts';
import { byText } from '../rules/order.ts';
import type { TaskState } from '../rules/task/state.ts';
import type { Instant } from '../rules/time.ts';
import { waitingJoiners } from './openings/joiners.ts';
import { type Current, currentProgramme, organisationOf } from './organisation.ts';
import { type Ahead, aheadOf } from './status/ahead.ts';
import { type BlockedLine, blockedLine, unknownJoinerLine, unownedLine } from './status/blocked.ts';
import { type EngineStatus, engineStatus } from './status/engine.ts';
import { type LateLine, lateNonconformity, lateTask } from './status/late.ts';
import { nonconformityLine, type StatusLine, taskLine } from './status/line.ts';
import { type WaitingLine, waitingAtNonconformity, waitingAtTask } from './status/waiting.ts';
import { type Year, yearOf } from './status/year.ts';

/** How things stand; the stable JSON form of `status`. */
export interface Status {
  organisation: string;
  version: number;
  /** Zone of the organisation, in which people read its times. */
  zone: string;
  now: Instant;
  /** What waits for a decision, the longest waiting first. */
  needsYou: WaitingLine[];
  late: LateLine[];
  blocked: BlockedLine[];
  /** Every open task, the next due first. */
  open: StatusLine[];
  /** How the open tasks divide. */
  tasks: { onTime: number; late: number; blocked: number; toVerify: number };
  ahead: Ahead;
  /** The nearest to its deadline first; `next` is the minor that turns major first. */
  nonconformities: { minor: number; major: number; concern: number; lines: StatusLine[]; next?: StatusLine };
  year: Year;
  engine: EngineStatus;
}

/** @returns how things stand: what needs somebody, what is late or blocked, the year so far, and the engine itself. */
export async function statusOf(register: Register, now: Instant): Promise<Status> {
  const current = await currentProgramme(register);
  const trackers = (current?.programme.trackers ?? []).map(({ id }) => id);
  const engine = await engineStatus(register, now, trackers);
  return current ? inForce(register, current, engine, now) : nothingYet(engine, now);
}

async function inForce(register: Register, current: Current, engine: EngineStatus, now: Instant): Promise<Status> {
  const { programme, version } = current;
  const org = await organisationOf(register, programme, now);
  const tasks = await allPages((page) => register.loadRows<TaskState>('task', { ended: 0 }, page));
  const found = await allPages((page) => register.loadRows<NonconformityState>('nonconformity', { ended: 0 }, page));
  const needsYou = [
    ...tasks.flatMap((t) => waitingAtTask(t, org)),
    ...found.flatMap((n) => waitingAtNonconformity(n, org)),
  ];
  const late = [
    ...tasks.flatMap((t) => lateTask(t, org, now)),
    ...found.flatMap((n) => lateNonconformity(n, org, now)),
  ];
  const blocked = [
    ...tasks.flatMap((t) => [...blockedLine(taskLine(t), t.state), ...unownedLine(taskLine(t), t.state)]),
    ...found.flatMap((n) => blockedLine(nonconformityLine(n), n.state)),
    ...(await waitingJoiners(register)).map(({ state }) => unknownJoinerLine(state)),
  ];
  const open = tasks.map(taskLine).sort(byDue);
  const lines = found.map(nonconformityLine).sort(byDue);
  const unresolved = new Set(found.filter((n) => !n.state.resolved && n.state.grade === 'minor').map((n) => n.key));
  const next = lines.find((l) => unresolved.has(l.key));
  const dues = tasks.filter((t) => t.state.stage === 'open').map((t) => t.state.due.at);
  return {
    organisation: programme.organisation,
    version,
    zone: programme.zone,
    now,
    needsYou: needsYou.sort(byText(({ since }) => since)),
    late: late.sort(byDue),
    blocked,
    open,
    tasks: divided(open, late, blocked),
    ahead: await aheadOf(register, current, dues, now),
    nonconformities: { ...graded(lines), lines, ...(next && { next }) },
    year: await yearOf(register, org, now),
    engine,
  };
}

/** Each open task in one of four: blocked before late, late before waiting to be verified. */
function divided(open: StatusLine[], late: LateLine[], blocked: BlockedLine[]): Status['tasks'] {
  const among = (list: StatusLine[]) => (line: StatusLine) => list.some((other) => other.key === line.key);
  const going = open.filter((line) => !among(blocked)(line));
  const punctual = going.filter((line) => !among(late)(line));
  const toVerify = punctual.filter((line) => line.state === 'submitted').length;
  return {
    onTime: punctual.length - toVerify,
    late: going.length - punctual.length,
    blocked: open.length - going.length,
    toVerify,
  };
}

function graded(lines: StatusLine[]): Pick<Status['nonconformities'], 'minor' | 'major' | 'concern'> {
  const of = (grade: NonconformityGrade) => lines.filter((line) => line.grade === grade).length;
  return { minor: of('minor'), major: of('major'), concern: of('concern') };
}

/** What has no date comes last. */
const NO_DATE = '~';

const byDue = byText(({ due = NO_DATE }: StatusLine) => due);

function nothingYet(engine: EngineStatus, now: Instant): Status {
  const year = { year: now.slice(0, 4), owed: 0, done: 0, late: 0, open: 0, lateOpen: 0, waived: 0, missed: 0 };
  return {
    organisation: '',
    version: 0,
    zone: 'UTC',
    now,
    needsYou: [],
    late: [],
    blocked: [],
    open: [],
    tasks: { onTime: 0, late: 0, blocked: 0, toVerify: 0 },
    ahead: { days: 7, opens: 0, due: 0 },
    nonconformities: { minor: 0, major: 0, concern: 0, lines: [] },
    year,
    engine,
  };
}
