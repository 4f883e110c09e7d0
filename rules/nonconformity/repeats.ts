import { deadlineAfter } from '../calendar/deadline.ts';
import { isLocalDate, startOfDay } from '../calendar/local-day.ts';
import type { Calendar } from '../calendar/working-day.ts';
import { byText } from '../order.ts';
import { leads, type Organisation, topManagement, trackerFor, trackerOfProcess } from '../organisation.ts';
import type { PersonId, Repeats } from '../programme.ts';
import type { RecordLink } from '../record-link.ts';
import { repeatsDeciders } from '../task/repeats.ts';
import type { TaskState, TaskTerms } from '../task/state.ts';
import type { Instant, LocalDate } from '../time.ts';
import { minorLine, repeatsAsked, repeatsName, repeatsNature } from '../wording/nonconformity/repeats.ts';
import type { Grounds } from './finding.ts';
import { ladderOf } from './raise.ts';

/** A minor by its raiser's own grade, open or closed, as repeats are counted. */
export interface Minor {
  link: RecordLink;
  title: string;
  raisedOn: LocalDate | Instant;
}

/**
 * Minors on one process that together are put to the lead (domain: repeats): so many, within the programme's span from the first to the
 * last, among them the one that was just raised.
 * @param minors of one process, those left out that a proposal has named already. @param key of the one just raised.
 * @returns the most that lie within one span, the oldest first; undefined if they are too few.
 */
export function repeating(
  minors: Minor[],
  key: string,
  { minors: enough, within }: Repeats,
  calendar: Calendar,
): Minor[] | undefined {
  const raised = (m: Minor) => (isLocalDate(m.raisedOn) ? startOfDay(calendar.zone, m.raisedOn) : m.raisedOn);
  const inOrder = [...minors].sort(byText(raised));
  const spans = inOrder.map((first, i) => {
    const ends = deadlineAfter(calendar, raised(first), within).at;
    return inOrder.slice(i).filter((m) => raised(m) < ends);
  });
  const among = spans.filter((span) => span.length >= enough && span.some((m) => m.link.key === key));
  return among.sort((a, b) => b.length - a.length)[0];
}

/**
 * The ticket that puts them to the lead, or to top management where the lead owns the process.
 * @param version of the programme that it opens under.
 * @throws RangeError if the programme lacks the ladder.
 */
export function proposalTerms(
  minors: Minor[],
  process: string,
  org: Organisation,
  names: Pick<TaskTerms, 'key' | 'display' | 'version'>,
  now: Instant,
): { terms: TaskTerms; assignee: PersonId } {
  const { programme, calendar } = org;
  const assignee = repeatsDeciders(process, org)[0] ?? topManagement(org)[0] ?? '';
  const { verification, verificationByTop } = programme.clocks;
  const terms: TaskTerms = {
    ...names,
    kind: 'repeats',
    origin: { minors: minors.map((m) => m.link) },
    slot: 'proposal',
    title: { text: `${repeatsName(minors.length, process, programme)}: are they a major?` },
    ask: { text: repeatsAsked(minors.length, process, programme) },
    instructions: minors.map((m) => ({ text: minorLine(m.link, m.title, m.raisedOn, org) })),
    evidence: [],
    clauses: ['10.2'],
    process,
    tracker: trackerFor(org, assignee, trackerOfProcess(programme, process)),
    owner: assignee,
    selfVerification: false,
    ladder: ladderOf(programme),
    extensions: 0,
    missedGrade: 'minor',
    opens: now,
    due: deadlineAfter(calendar, now, leads(org).includes(assignee) ? verification : verificationByTop),
  };
  return { terms, assignee };
}

/** @returns what the accepted proposal raises: a major of the process that names the minors. @param clauses theirs. */
export function majorFor(
  { terms, decided }: TaskState,
  clauses: string[],
  org: Organisation,
): (Grounds & { raisedOn: Instant }) | undefined {
  if (decided?.decision !== 'accepted' || !('minors' in terms.origin)) return undefined;
  const { minors } = terms.origin;
  const { programme } = org;
  const known = programme.processes.some((p) => p.id === terms.process);
  return {
    source: { kind: 'repeats' },
    title: repeatsName(minors.length, terms.process, programme),
    nature: repeatsNature(minors.length, terms.process, programme),
    clauses: [...new Set(clauses)],
    process: terms.process,
    grade: 'major',
    raisedBy: decided.by,
    raisedOn: decided.at,
    links: minors,
    // A process that the programme has no longer has nobody who owns it.
    ...(!known && { owner: decided.by }),
  };
}
