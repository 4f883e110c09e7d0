import { deadlineOn, deadlinePast } from '../calendar/deadline.ts';
import { isLocalDate, plusDays, startOfDay } from '../calendar/local-day.ts';
import { unhurried } from '../ladder/unhurried.ts';
import { linkTo } from '../occasion/where.ts';
import { shifted } from '../plan/dates.ts';
import type { Stages, StageView } from '../stage.ts';
import { dueOfStage } from '../stage-dates.ts';
import type { Item, TaskDraft } from '../task/state.ts';
import { draftWork, dutyOf, titleOf } from '../task/terms.ts';
import { type Deadline, type Instant, later } from '../time.ts';
import { auditNamed } from './audits.ts';

/** `ready`: by the day of the body's audit, which is theirs; `findings`: from that day on, what it found is entered (rules of certification). */
export const certificationStages: Stages = { needs: [], beside: ['findings'], tasks: { ready, findings } };

/** Days after an audit by which what it found has to be entered. */
const ENTERED_DAYS = 14;

const found: Item[] = [
  { id: 'report', text: { text: 'the body’s report' }, file: false, kept: false },
  {
    id: 'findings',
    text: { text: 'the numbers of what was entered; or "none needed, because there were none"' },
    file: false,
    kept: false,
  },
];

function ready(view: StageView): TaskDraft[] {
  const { assignee, terms } = draftWork(view);
  const title = { text: `${titleOf(dutyOf(view), view.occurrence)}: be ready` };
  return [{ assignee, terms: { ...terms, slot: 'ready', title, due: dueOfStage(view, 'ready') } }];
}

/** Nothing is found where the audit was given up before its day. */
function findings(view: StageView): TaskDraft[] {
  const { occurrence, version, org, tasks } = view;
  const prepared = tasks.find(({ terms }) => terms.slot === 'ready');
  if (prepared?.verdict === 'waived') return [];
  const { assignee, terms } = draftWork(view);
  const { hardLimit: _, external: __, ...same } = terms;
  const ladder = unhurried(version) ?? terms.ladder;
  const due = entryDue(view);
  const audit = auditNamed(version, occurrence.duty);
  const concerns = 'What stage 1 left as a concern is graded now: regrade GRADE DATE because … in its ticket.';
  const instructions = [
    `Enter each finding with dutybound nc raise --external --stage ${audit?.stage ?? 'STAGE'}, with the body’s grade and its dates: their clocks count from there.`,
    ...(audit?.stage === '2' ? [concerns] : []),
    ...(prepared ? [`What was prepared${linkTo(prepared)}.`] : []),
  ];
  return [
    {
      assignee,
      terms: {
        ...same,
        slot: 'findings',
        title: { text: `${titleOf(dutyOf(view), occurrence)}: findings entered` },
        ask: { text: 'Enter what this audit found.' },
        instructions: instructions.map((text) => ({ text })),
        evidence: found,
        ladder,
        opens: later(auditDay(view), occurrence.opens),
        openedLateBy: 0,
        shift: 'next',
        due,
        ...(ladder.hardLimit && { hardLimit: deadlinePast(org.calendar, due, ladder.hardLimit) }),
      },
    },
  ];
}

function auditDay({ occurrence: { period }, org }: StageView): Instant {
  return isLocalDate(period) ? startOfDay(org.calendar.zone, period) : period;
}

function entryDue(view: StageView): Deadline {
  const { period } = view.occurrence;
  if (dutyOf(view).stages?.findings || !isLocalDate(period)) return dueOfStage(view, 'findings');
  const { calendar } = view.org;
  return deadlineOn(calendar.zone, shifted(calendar, 'next', plusDays(period, ENTERED_DAYS)));
}
