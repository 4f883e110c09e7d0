import { byPerson } from '../actor.ts';
import { deadlineAfter } from '../calendar/deadline.ts';
import { dateAt } from '../calendar/local-day.ts';
import { periodName } from '../calendar/period-name.ts';
import { jsonOf, type NewEvent } from '../event.ts';
import type { PlannedOccurrence } from '../occurrence.ts';
import { holders, leads, type Organisation, trackerFor, trackerOfProcess } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Instant, Span } from '../time.ts';
import { IMPROVEMENT } from './duty.ts';
import { improvementStream, type Raised } from './record.ts';
import type { Suggestion } from './suggestion.ts';

/** An owner has a month to make up their mind: nothing hangs on it. */
const EVALUATED_WITHIN: Span = { unit: 'days', n: 30 };

/**
 * @param cause makes it one and the same, however often it is raised.
 * @param at when it was seen, by the instant of whoever did.
 * @returns the occurrence that leads an opportunity for improvement.
 */
export function plannedImprovement(
  { programme, calendar }: Organisation,
  version: number,
  cause: string,
  at: Instant,
): PlannedOccurrence {
  const { zone } = programme;
  const period = dateAt(zone, at);
  return {
    duty: IMPROVEMENT,
    period,
    periodName: periodName(zone, period, undefined),
    cause,
    opens: at,
    due: deadlineAfter(calendar, at, EVALUATED_WITHIN),
    version,
    zone,
    openedLateBy: 0,
  };
}

/**
 * @param id as people call it. @param occurrence its key.
 * @returns the event by which an opportunity for improvement begins (10.1).
 * @throws RangeError if the process is unknown, or nobody owns it.
 */
export function raised(
  org: Organisation,
  id: string,
  occurrence: string,
  suggestion: Suggestion,
  at: Instant,
): NewEvent {
  const { programme } = org;
  const { by, title, text, clauses, process, source } = suggestion;
  const known = programme.processes.map((p) => p.id);
  if (!known.includes(process))
    throw new RangeError(`process: found ${process}; allowed: ${known.join(', ')}. Name one of these`);
  const owner = suggestion.owner ?? ownerOf(org, process, by);
  if (!owner) throw new RangeError(`process: nobody owns ${process}. Name its owner in the programme, or say --owner`);
  const body: Raised = {
    occurrence,
    title: { text: title },
    text: { text },
    clauses,
    process,
    owner,
    tracker: suggestion.tracker ?? trackerFor(org, owner, trackerOfProcess(programme, process)),
    ...(source && { source }),
    by,
  };
  const plain = jsonOf(body);
  return { stream: improvementStream(id), kind: 'raised', actor: byPerson(by, suggestion.asserted), at, body: plain };
}

function ownerOf(org: Organisation, id: string, about: PersonId): PersonId | undefined {
  const process = org.programme.processes.find((p) => p.id === id);
  return (process && holders(org, process.owner, about)[0]) ?? leads(org)[0];
}
