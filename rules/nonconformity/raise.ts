import type { Json, NewEvent } from '../event.ts';
import { holders, managementTrackerOf, type Organisation, trackerFor } from '../organisation.ts';
import type { Ladder, PersonId, Programme } from '../programme.ts';
import type { TaskState } from '../task/state.ts';
import { actorOf, type NonconformityCall } from '../task/turn.ts';
import type { Instant } from '../time.ts';
import { missedNature, waivedNature } from '../wording/nonconformity/nature.ts';
import { clocksFrom } from './clock.ts';
import type { Finding } from './finding.ts';
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

/** The ladder of plans, deadlines, actions, and effectiveness reviews (default programme). */
const LADDER = 'L2';

/**
 * Raises the one nonconformity of a missed duty, or of one that was waived uncovered: dated by the hard limit, its clocks counted from
 * when it was noticed; it belongs to the owner of the duty's process (domain: missed).
 * @throws RangeError if the programme lacks the ladder.
 */
export function raiseForTask(raising: Raising, task: TaskState, call: NonconformityCall): NewEvent[] {
  const { org } = raising;
  const { terms, thread } = task;
  const words = call.because === 'missed' ? missedNature(task, org) : waivedNature(task, org);
  const ticket = thread.ref && { number: thread.ref.number, url: thread.ref.url };
  const owner = processOwner(org, terms.process, terms.owner) ?? terms.owner;
  const occurrence = 'occurrence' in terms.origin ? { occurrence: terms.origin.occurrence } : {};
  return raise(raising, {
    title: { text: words.title },
    nature: { text: words.nature },
    clauses: terms.clauses,
    process: terms.process,
    source: { kind: call.because, ...occurrence, task: { key: terms.key, display: terms.display, ...ticket } },
    dated: call.at,
    raisedOn: call.noticed,
    raisedBy: 'engine',
    owner,
    ownGrade: terms.missedGrade,
    tracker: trackerFor(org, owner, org.programme.managementTracker ?? terms.tracker),
  });
}

/**
 * Raises what a person found, by `nc raise`; the auditor's date counts, not the day of entry.
 * @throws RangeError if the process is unknown or has no owner, no tracker is there, or the programme lacks the ladder.
 */
export function raiseFinding(raising: Raising, finding: Finding): NewEvent[] {
  const { org, now } = raising;
  const { title, nature, evidence, clauses, process, grade, by } = finding;
  const owner = finding.owner ?? processOwner(org, process, by);
  if (!owner)
    throw new RangeError(
      `process: found ${process}; allowed: ${org.programme.processes.map((p) => p.id).join(', ')}. Name one of these, or --owner`,
    );
  const tracker = finding.tracker ?? trackerFor(org, owner, managementTrackerOf(org.programme));
  if (!tracker) throw new RangeError('trackers: found none; connect one first');
  const raisedOn = finding.raisedOn ?? now;
  return raise(
    raising,
    {
      title: { text: title },
      nature: { text: nature },
      ...(evidence && { evidence: { text: evidence } }),
      clauses,
      process,
      source: { kind: 'person', by },
      dated: raisedOn,
      raisedOn,
      raisedBy: by,
      owner,
      ownGrade: grade,
      tracker,
    },
    actorOf(by, finding.asserted),
  );
}

type Raised = Omit<NonconformityTerms, 'key' | 'display' | 'entered' | 'version' | 'ladder' | 'clocks'>;

function raise({ key, display, org, version, now }: Raising, raised: Raised, actor = 'engine'): NewEvent[] {
  const { minor, major, effectiveness } = org.programme.clocks;
  const clocks = { minor, major, effectiveness };
  const terms: NonconformityTerms = {
    ...raised,
    key,
    display,
    entered: now,
    version,
    ladder: ladderOf(org.programme),
    clocks,
  };
  const body = { terms, ...clocksFrom(org.calendar, clocks, terms.ownGrade, terms.raisedOn) };
  const at = terms.source.kind === 'person' ? now : terms.dated;
  return [
    {
      stream: nonconformityStream(key),
      kind: 'raised',
      actor,
      at,
      body: JSON.parse(JSON.stringify(body)) as { [k: string]: Json },
    },
  ];
}

/** Without hard limit: a late step of a nonconformity raises no other one. */
function ladderOf(programme: Programme): Ladder {
  const found = programme.ladders.find((l) => l.id === LADDER);
  if (!found)
    throw new RangeError(
      `ladders: found ${programme.ladders.map((l) => l.id).join(', ')}; nonconformities are chased by ${LADDER}. Add it`,
    );
  const { hardLimit: _, ...ladder } = found;
  return ladder;
}

function processOwner(org: Organisation, id: string, about: PersonId): PersonId | undefined {
  const process = org.programme.processes.find((p) => p.id === id);
  return process && holders(org, process.owner, about)[0];
}
