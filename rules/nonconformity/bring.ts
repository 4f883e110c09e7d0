import { deadlineOn } from '../calendar/deadline.ts';
import type { Calendar } from '../calendar/working-day.ts';
import { jsonOf, type NewEvent } from '../event.ts';
import type { PersonId, Programme } from '../programme.ts';
import type { Deadline, Instant, LocalDate } from '../time.ts';
import { clocksFrom, NEVER } from './clock.ts';
import type { NonconformityEvents } from './events.ts';
import { faultOf } from './external.ts';
import type { Grounds } from './finding.ts';
import { type Raising, raiseFrom } from './raise.ts';
import type { Judgement, NonconformityState, StepName } from './state.ts';
import { nonconformityStream } from './state.ts';
import type { ExternalAudit, NonconformityGrade, NonconformityTerms, Source } from './terms.ts';

/** A day or instant as a file says it, and when that was. */
interface Said {
  on: LocalDate | Instant;
  at: Instant;
}

/** A nonconformity as it was kept before. */
export interface BroughtNonconformity
  extends Pick<Grounds, 'title' | 'nature' | 'evidence' | 'clauses' | 'process' | 'owner' | 'raisedBy'> {
  /** Line of the file. */
  line: number;
  /** As it stands on the record: what it was known by, and its file. */
  brought: NonNullable<NonconformityTerms['brought']>;
  source: Source;
  /** As its raiser graded it. */
  grade: NonconformityGrade;
  external?: ExternalAudit;
  raised: Said;
  /** Since when it counts as major, where it was raised as a minor. */
  becameMajor?: Said;
  steps: Partial<Record<StepName, string>>;
  /** The days by which its plan was to be agreed, and all of it resolved, where they are not the programme's clock. */
  planBy?: LocalDate;
  resolveBy?: LocalDate;
  /** Who agreed to a day that is later than the programme's clock gives. */
  extendedBy?: PersonId;
  closed?: Said;
  /** How its fix was judged, and by whom where that is known, of one that is closed. */
  judged?: { verdict: Judgement['verdict']; by: PersonId };
}

/** Who brings it along. */
export interface Bringer {
  by: PersonId;
  /** As it stands in the log. */
  actor: string;
}

/**
 * What a nonconformity that was kept before begins with here. Its clocks count from its own date (10.2; domain, section 6): a deadline that
 * has passed by now is judged as that of any that is entered after its deadline. A day that was given it before holds; one later than the
 * programme's clock is its one extension, used. What was closed before is a record, and nothing follows from it: it has the dates that its
 * file says, and no other ones, for the programme's clock of today was not the one of then.
 * @throws RangeError as `raiseFrom`.
 */
export function bring(raising: Raising, brought: BroughtNonconformity, { by, actor }: Bringer): NewEvent[] {
  const { org, key, now } = raising;
  const { raised, becameMajor, steps, closed, judged } = brought;
  const [first] = raiseFrom(raising, { ...brought, raisedOn: raised.on, ...withDates(brought) });
  if (!first) return [];
  const event = <K extends keyof NonconformityEvents>(
    kind: K,
    body: NonconformityEvents[K],
    at: Instant,
  ): NewEvent => ({
    stream: nonconformityStream(key),
    kind,
    actor,
    at,
    body: jsonOf(body),
  });
  const clock = clockOf(brought, org.calendar, org.programme.clocks);
  const { given, extension } = clock;
  const major =
    becameMajor && ({ grade: 'major', rule: 'brought', noticed: now, by, on: becameMajor.on, ...given } as const);
  const { terms } = first.body as unknown as NonconformityEvents['raised'];
  const before = clocksFrom(org.calendar, terms.clocks, brought.grade, raised.on);
  const begin = major ? { ...before, ...(closed && { clocks: undated }) } : given;
  return [
    event('raised', { terms, ...begin }, raised.at),
    ...(major ? [event('graded', major, becameMajor.at)] : []),
    ...Object.entries(steps).map(([step, text]) =>
      event('step-recorded', { step: step as StepName, by, text: { text }, cause: 'brought' }, closed?.at ?? now),
    ),
    ...(extension
      ? [
          event(
            'extension-approved',
            { by: brought.extendedBy ?? by, due: extension, cause: 'brought' },
            closed?.at ?? now,
          ),
        ]
      : []),
    ...(closed && judged ? [event('judged', { ...judged, task: '', text: { text: '' } }, closed.at)] : []),
    ...(closed ? [event('closed', { on: closed.on }, closed.at)] : []),
  ];
}

/** The certification body's dates replace the profile's from the start. */
function withDates({ external, planBy, resolveBy }: BroughtNonconformity): Pick<Grounds, 'external'> {
  return external ? { external: { ...external, ...(planBy && { planBy }), ...(resolveBy && { resolveBy }) } } : {};
}

/** The clock of its present grade, and a later day that somebody agreed to. */
function clockOf(
  brought: BroughtNonconformity,
  calendar: Calendar,
  clocks: Programme['clocks'],
): { given: Pick<NonconformityState, 'from' | 'clocks'>; extension?: Deadline } {
  const { grade, raised, becameMajor, planBy, resolveBy } = brought;
  const { external } = withDates(brought);
  const profile = becameMajor
    ? clocksFrom(calendar, clocks, 'major', becameMajor.on)
    : clocksFrom(calendar, clocks, grade, raised.on, external);
  if (brought.closed) return asSaid(brought, profile.from, calendar.zone);
  if (external || grade === 'concern') return { given: profile };
  const resolve = resolveBy === undefined ? profile.clocks.resolve : deadlineOn(calendar.zone, resolveBy);
  const plan = planBy === undefined ? profile.clocks.plan : deadlineOn(calendar.zone, planBy);
  const isLater = resolve.at > profile.clocks.resolve.at;
  const until = isLater ? profile.clocks.resolve : resolve;
  const given = { ...profile, clocks: { plan: plan.at > until.at ? until : plan, resolve: until } };
  return { given, ...(isLater && { extension: resolve }) };
}

const undated = { plan: NEVER, resolve: NEVER };

/** The dates of one that was closed: those of its file. From which day it was extended, no file says. */
function asSaid(
  { planBy, resolveBy, extendedBy }: BroughtNonconformity,
  from: Instant,
  zone: string,
): { given: Pick<NonconformityState, 'from' | 'clocks'>; extension?: Deadline } {
  const on = (date: LocalDate | undefined) => (date === undefined ? NEVER : deadlineOn(zone, date));
  const clocks = { plan: on(planBy), resolve: on(resolveBy) };
  return { given: { from, clocks }, ...(extendedBy !== undefined && { extension: clocks.resolve }) };
}

/** What is wrong with a nonconformity as a file has it: the column, and what to do. */
export interface BroughtFault {
  column: string;
  message: string;
}

/** @returns what contradicts itself, or cannot be; undefined if nothing does. */
export function faultIn(
  brought: BroughtNonconformity,
  { zone, clocks, people, processes }: Pick<Programme, 'zone' | 'clocks' | 'people' | 'processes'>,
  calendar: Calendar,
): BroughtFault | undefined {
  const { raised, becameMajor, closed, grade, owner, resolveBy, planBy, extendedBy } = brought;
  const at = (column: string, message: string): BroughtFault => ({ column, message });
  const fault = faultOf(grade, withDates(brought).external, raised.on, zone);
  if (fault) return at('own_grade', fault);
  if (becameMajor && grade === 'major') return at('became_major', 'it was raised as a major already');
  if (becameMajor && becameMajor.at < raised.at) return at('became_major', 'lies before it was raised');
  if (owner === undefined && !processes.some(({ id }) => id === brought.process))
    return at('owner', `is missing: the programme has no process ${brought.process} whose owner it could be`);
  if (closed && closed.at < raised.at) return at('closed', 'lies before it was raised');
  if (closed && extendedBy !== undefined && resolveBy === undefined)
    return at('extended_by', 'until when? Say it in resolve_due, or leave it out');
  if (closed) return undefined;
  if (owner !== undefined && !people.some(({ id }) => id === owner))
    return at('owner', 'who owns one that is open has to be in the programme');
  if (planBy !== undefined && resolveBy !== undefined && planBy > resolveBy)
    return at('plan_due', `lies after resolve_due, ${resolveBy}`);
  const { extension, given } = clockOf(brought, calendar, clocks);
  if (extension && extendedBy === undefined)
    return at(
      'resolve_due',
      `is later than the programme gives (${given.clocks.resolve.date}); say in extended_by who agreed to it, or leave it out`,
    );
  return undefined;
}
