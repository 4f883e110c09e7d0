import { textOf } from '../event.ts';
import type { OccasionKind } from '../programme.ts';
import { FAILED } from '../risk-treatment/failure-duty.ts';
import type { Verdict } from '../task/state.ts';
import { msBetween } from '../time.ts';
import { failures, isToDecide } from './failure.ts';
import { type Beside, endedSteps, NOTHING_BESIDE, type OpenStep, raisedBy } from './open-steps.ts';
import { NOTICE, outsideOf } from './outside.ts';
import type { Answered, Followed, OccasionRecord } from './record.ts';

const HOUR = 3_600_000;

/** How somebody who joins is listed whom the programme does not know yet. */
export const WAITING = 'waiting' as const;

/** What is found and listed by. */
export function listedOccasion(record: OccasionRecord) {
  const { display, person, waits } = record;
  const last = isOver(record);
  return { display, ...(person && { owner: person }), state: waits ? WAITING : last ? 'ended' : 'open' };
}

function isOver({ noun, followed, failed }: OccasionRecord): boolean {
  const has = (stage: string, how?: Verdict) =>
    followed.some(({ slot, verdict }) => slot === stage && (how === undefined || verdict === how));
  if (noun === 'failed-treatment') return !isToDecide({ failed }) || followed.some(({ duty }) => duty === FAILED);
  // What was given up is over: nothing is carried out, and nothing is learnt from what was none.
  if (noun === 'change') return has('carry-out') || has('describe', 'waived') || has('plan', 'waived');
  return has('lessons') || (has('respond', 'waived') && has('triage'));
}

/**
 * @param beside tasks that have not ended, and nonconformities: without them only what has ended is in it.
 * @returns an incident in a line: was it triaged, what did each answer say and start, who was told in time, who was not told (Q14).
 */
export function incidentRow(record: OccasionRecord<'incident'>, beside = NOTHING_BESIDE) {
  const answers = answersIn(record);
  const { display, title, severity, at, toldAt, toldBy } = record;
  const ended = { ...record, followed: endedSteps(record, beside) };
  return [
    {
      incident: display,
      title: textOf(title),
      severity: severity ?? '',
      known: at,
      told: toldAt,
      told_by: toldBy,
      ...answered(answers, 'reassess'),
      ...answered(answers, 'treatment'),
      ...answered(answers, 'nonconformity'),
      notify: answers.filter(isNotice).map(spoken).join('; '),
      notices: noticesOf(record, beside),
      started: answers.flatMap(({ starts }) => starts ?? []).join(', '),
      lessons: stepOf(ended.followed, 'lessons'),
      state: listedOccasion(ended).state,
    },
  ];
}

/**
 * @param beside as for an incident.
 * @returns a change in a line: proposed or occurred, triaged, planned and approved by whom, its result reviewed by whom (Q13).
 */
export function changeRow(record: OccasionRecord<'change'>, beside = NOTHING_BESIDE) {
  const answers = answersIn(record);
  const { display, title, proposed, at, toldAt, toldBy } = record;
  const ended = { ...record, followed: endedSteps(record, beside) };
  return [
    {
      change: display,
      title: textOf(title),
      proposed_or_occurred: proposed ? 'proposed' : 'occurred',
      when: at,
      told: toldAt,
      told_by: toldBy,
      ...answered(answers, 'scope'),
      ...answered(answers, 'reassess'),
      ...answered(answers, 'nonconformity'),
      notify: answers.filter(isNotice).map(spoken).join('; '),
      notices: noticesOf(record, beside),
      plan: stepOf(ended.followed, 'plan'),
      result: stepOf(ended.followed, 'carry-out'),
      started: answers.flatMap(({ starts }) => starts ?? []).join(', '),
      state: listedOccasion(ended).state,
    },
  ];
}

/** @returns a treatment that failed in a line: of which risk, how it showed, what followed by itself, and what was answered about the rest. */
export function failureRow(record: OccasionRecord<'failed-treatment'>) {
  const answers = answersIn(record);
  const { display, risk, title, failed, at, toldAt, toldBy } = record;
  const byItself = (what: 'assessment' | 'nonconformity') => (failed?.follows.includes(what) ? 'by itself' : undefined);
  return [
    {
      failed: display,
      risk: risk ?? '',
      title: textOf(title),
      how: failed ? failures[failed.how] : '',
      because: textOf(failed?.because),
      when: at,
      told: toldAt,
      told_by: toldBy,
      reassess: byItself('assessment') ?? answered(answers, 'reassess').reassess,
      nonconformity: byItself('nonconformity') ?? answered(answers, 'nonconformity').nonconformity,
      started: answers.flatMap(({ starts }) => starts ?? []).join(', '),
      state: listedOccasion(record).state,
    },
  ];
}

/**
 * @param beside tasks that have not ended: without them only what has ended is in it.
 * @returns for somebody who joins, moves, or leaves a line for each task that followed, with its hours, and for each that is owed (Q12).
 */
export function stepRows(record: OccasionRecord<OccasionKind>, beside = NOTHING_BESIDE) {
  const { noun, display, person, title, at, toldAt } = record;
  const about = { [noun]: display, person: person ?? '', title: textOf(title), when: at, told: toldAt };
  const none = { verdict: '', by: '', done: '', hours_after: '', verified_by: '' };
  const ended = endedSteps(record, beside).map((f) => ({
    ...about,
    ...owed(f),
    verdict: f.verdict,
    by: f.by ?? '',
    done: f.at,
    hours_after: Math.round(msBetween(at, f.at) / HOUR),
    verified_by: f.verifiedBy ?? '',
  }));
  const lines = [...ended, ...beside.open.map((step) => ({ ...about, ...owed(step), ...none }))];
  const nothing = { duty: '', subject: '', task: '', due: '', missed: '', ...none };
  return lines.length > 0 ? lines : [{ ...about, ...nothing }];
}

function owed({ duty, subject, display, due, missed }: Pick<Followed, keyof OpenStep>) {
  return { duty, subject: subject ?? '', task: display, due: due.date ?? due.at, missed: missed ?? false };
}

function answersIn({ followed }: OccasionRecord): Answered[] {
  return followed.flatMap(({ answers }) => answers ?? []);
}

function answered(answers: Answered[], question: string) {
  const found = answers.find((a) => a.question === question);
  return { [question]: found ? `${textOf(found.said)} (${found.by})` : '' };
}

function isNotice({ question }: Answered): boolean {
  return outsideOf(question) !== undefined;
}

function spoken({ question, said, by }: Answered): string {
  return `${outsideOf(question)}: ${textOf(said)} (${by})`;
}

/** Who outside was told, and who is still to be told. */
function noticesOf(record: OccasionRecord, beside: Beside): string {
  const isOne = ({ slot }: { slot: string }) => slot.startsWith(`${NOTICE}/`);
  const told = endedSteps(record, beside).filter(isOne);
  const untold = beside.open.filter(isOne);
  return [...told.map((f) => noticed(f, beside)), ...untold.map((step) => notTold(step, beside))].join('; ');
}

/** `dpa: told 2027-04-16T08:00:00.000Z, in time`. */
function noticed({ slot, task, at, due, verdict, missed }: Followed, beside: Beside): string {
  const how = verdict === 'waived' ? 'waived' : `told ${at}, ${at < due.at ? 'in time' : 'late'}`;
  return [`${whom(slot)}: ${how}`, ...(missed ? ['missed'] : []), ...raisedBy(task, beside)].join(', ');
}

/** `dpa: not told, due 2027-04-16T08:00:00.000Z, missed, NC-2027-002`. */
function notTold({ slot, task, due, missed }: OpenStep, beside: Beside): string {
  const how = `not told, due ${due.date ?? due.at}`;
  return [`${whom(slot)}: ${how}`, ...(missed ? ['missed'] : []), ...raisedBy(task, beside)].join(', ');
}

function whom(slot: string): string {
  return slot.slice(NOTICE.length + 1);
}

/** `verified by mara, 2027-04-16T08:00:00.000Z`. */
function stepOf(followed: Followed[], slot: string): string {
  const found = followed.find((f) => f.slot === slot);
  if (!found) return '';
  return `${found.verdict}${found.verifiedBy ? ` by ${found.verifiedBy}` : ''}, ${found.at}`;
}
