import { byPerson } from '../actor.ts';
import { jsonOf, type NewEvent } from '../event.ts';
import { UNHURRIED, unhurried } from '../ladder/unhurried.ts';
import { holders, type Organisation, trackerFor, trackerOfProcess } from '../organisation.ts';
import type { Ladder, PersonId, Programme } from '../programme.ts';
import type { RecordLink } from '../record-link.ts';
import type { TaskState } from '../task/state.ts';
import type { NonconformityCall } from '../task/turn.ts';
import type { Instant } from '../time.ts';
import { missedNature, waivedNature } from '../wording/nonconformity/nature.ts';
import { clocksFrom } from './clock.ts';
import { faultOf } from './external.ts';
import type { Finding, Grounds } from './finding.ts';
import { nonconformityStream } from './state.ts';
import type { NonconformityTerms } from './terms.ts';

/** Identity and time of a raising. `version` is the programme's, under whose clocks and ladder it runs. */
export interface Raising {
  key: string;
  display: string;
  org: Organisation;
  version: number;
  now: Instant;
}

/**
 * Raises a nonconformity: the one way in for each source (10.2; domain, section 6). Its clocks count from `raisedOn`, the raiser's own
 * date, not the day of entry.
 * @returns the one event that begins its stream.
 * @throws RangeError if the process is unknown or has no owner, no tracker is there, the programme lacks the ladder, or grade and dates do not
 * fit the external audit.
 */
export function raiseFrom({ key, display, org, version, now }: Raising, from: Grounds): NewEvent[] {
  const owner = from.owner ?? ownerOf(org, from);
  const tracker = from.tracker ?? trackerFor(org, owner, trackerOfProcess(org.programme, from.process));
  if (!tracker) throw new RangeError('trackers: found none; connect one first');
  const { source, title, nature, evidence, clauses, process, grade, raisedBy, raisedOn = now, links, external } = from;
  const fault = faultOf(grade, external, raisedOn, org.programme.zone);
  if (fault) throw new RangeError(fault);
  const { minor, major, effectiveness } = org.programme.clocks;
  const clocks = { minor, major, effectiveness };
  const terms: NonconformityTerms = {
    key,
    display,
    title: { text: title },
    nature: { text: nature },
    ...(evidence && { evidence: { text: evidence } }),
    clauses,
    process,
    source,
    ...(links && links.length > 0 && { links }),
    ...(from.recurrenceOf && { recurrenceOf: from.recurrenceOf }),
    dated: from.dated ?? raisedOn,
    raisedOn,
    entered: now,
    ...(raisedBy && { raisedBy }),
    owner,
    ownGrade: grade,
    ...(external && { external }),
    tracker,
    version,
    ladder: ladderOf(org.programme),
    clocks,
    ...(from.brought && { brought: from.brought }),
  };
  const body = { terms, ...clocksFrom(org.calendar, clocks, grade, raisedOn, external) };
  const at = 'task' in source ? terms.dated : now;
  const actor = raisedBy === undefined || raisedBy === 'engine' ? 'engine' : byPerson(raisedBy, from.asserted);
  return [{ stream: nonconformityStream(key), kind: 'raised', actor, at, body: jsonOf(body) }];
}

/**
 * Raises the one nonconformity of a missed duty, or of one that was waived uncovered: dated by the hard limit, its clocks counted from
 * when it was noticed; it belongs to the owner of the duty's process (domain: missed).
 * @param beside the other tasks of its occurrence: those that are open are named.
 * @param closed the one before it of the same occurrence, where that is closed: this one is its recurrence.
 * @throws RangeError if the programme lacks the ladder.
 */
export function raiseForTask(
  raising: Raising,
  task: TaskState,
  call: NonconformityCall,
  beside: TaskState[] = [],
  closed?: RecordLink,
): NewEvent[] {
  const { org } = raising;
  const { terms, thread } = task;
  const { key, display, clauses, process, origin } = terms;
  const words = call.because === 'missed' ? missedNature(task, org, beside) : waivedNature(task, org);
  const ticket = thread.ref && { number: thread.ref.number, url: thread.ref.url };
  const owner = processOwner(org, process, terms.owner) ?? terms.owner;
  const wanted = trackerOfProcess(org.programme, process, org.programme.managementTracker ?? terms.tracker);
  const occurrence = 'occurrence' in origin ? { occurrence: origin.occurrence } : {};
  return raiseFrom(raising, {
    ...words,
    clauses,
    process,
    source: { kind: call.because, ...occurrence, task: { key, display, ...ticket } },
    dated: call.at,
    raisedOn: call.noticed,
    raisedBy: 'engine',
    owner,
    grade: terms.missedGrade,
    ...(closed && { recurrenceOf: closed }),
    tracker: trackerFor(org, owner, wanted),
  });
}

/** Raises what a person found, or an auditor of the certification body, by `nc raise`. @throws RangeError as `raiseFrom`. */
export function raiseFinding(raising: Raising, { by, ...finding }: Finding): NewEvent[] {
  const source = finding.source ?? (finding.external ? { kind: 'external' } : { kind: 'person', by });
  return raiseFrom(raising, { ...finding, source, raisedBy: by });
}

function ownerOf(org: Organisation, { process, raisedBy }: Grounds): PersonId {
  const owner = processOwner(org, process, raisedBy ?? '');
  if (owner) return owner;
  const known = org.programme.processes.map((p) => p.id).join(', ');
  throw new RangeError(`process: found ${process}; allowed: ${known}. Name one of these, or --owner`);
}

/**
 * @returns the ladder of everything about a nonconformity, without hard limit: a late step of one raises no other one.
 * @throws RangeError if the programme lacks it.
 */
export function ladderOf(programme: Programme): Ladder {
  const found = unhurried(programme);
  if (!found)
    throw new RangeError(
      `ladders: found ${programme.ladders.map((l) => l.id).join(', ')}; nonconformities are chased by ${UNHURRIED}. Add it`,
    );
  const { hardLimit: _, ...ladder } = found;
  return ladder;
}

function processOwner(org: Organisation, id: string, about: PersonId): PersonId | undefined {
  const process = org.programme.processes.find((p) => p.id === id);
  return process && holders(org, process.owner, about)[0];
}
