import type { NewEvent } from '../../rules/event.ts';
import { displayOf, keyOf } from '../../rules/keys.ts';
import type { PlannedOccurrence } from '../../rules/occurrence.ts';
import { type OccurrenceEvents, occurrenceStream } from '../../rules/occurrence-state.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { Programme } from '../../rules/programme.ts';
import type { TaskEvents } from '../../rules/task/events.ts';
import { taskStream } from '../../rules/task/state.ts';
import { termsOfSingle } from '../../rules/task/terms.ts';
import type { TicketRef } from '../../rules/ticket.ts';
import { type Instant, plusMs } from '../../rules/time.ts';
import { ENGINE_ACTOR, handedIn, type Kept } from './handed-in.ts';

const MINUTE_MS = 60_000;

/** Names of an occurrence and its task. */
export interface Names {
  occurrence: string;
  task: string;
  display: string;
}

export interface Circumstances {
  programme: Programme;
  org: Organisation;
  /** Display ids that are taken; the task's own is added. */
  taken: Set<string>;
}

/** @returns the keys that the engine would give. */
export function namesOf(planned: PlannedOccurrence, { programme, taken }: Circumstances): Names {
  const { instance } = programme;
  const task = keyOf({ instance, ...planned, slot: 'task' });
  const display = displayOf(planned.duty, task, taken);
  taken.add(display);
  return { occurrence: keyOf({ instance, ...planned, slot: '' }), task, display };
}

/** @returns the events of an occurrence and of its task up to the opened ticket, as planner, stage, and step write them. */
export function opening(
  planned: PlannedOccurrence,
  names: Names,
  { programme, org }: Circumstances,
  ref: TicketRef,
): NewEvent[] {
  const duty = programme.duties.find(({ id }) => id === planned.duty);
  if (!duty) throw new Error(`the programme has no duty ${planned.duty}`);
  const at = planned.opens;
  const occurrence: OccurrenceEvents['planned'] = { occurrence: planned, kind: duty.kind, title: { text: duty.title } };
  const own = { occurrence: names.occurrence, key: names.task, display: names.display };
  const terms: TaskEvents['planned'] = termsOfSingle(planned, programme, org, own);
  const opened: TaskEvents['opened'] = { ref };
  return [
    eventOf(occurrenceStream(names.occurrence), 'planned', at, occurrence),
    eventOf(taskStream(names.task), 'planned', at, terms),
    eventOf(taskStream(names.task), 'opened', plusMs(at, MINUTE_MS), opened),
  ];
}

/** @returns what follows in a life that is chased twice, handed in shortly before it is due, and verified the next day. */
export function ending(planned: PlannedOccurrence, names: Names, kept: Kept): NewEvent[] {
  const done = handedIn(planned, names, kept);
  const ended: Instant = done.at(-1)?.at ?? planned.due.at;
  const outcome: OccurrenceEvents['ended'] = { outcome: 'verified' };
  return [...done, eventOf(occurrenceStream(names.occurrence), 'ended', ended, outcome)];
}

function eventOf(stream: string, kind: string, at: Instant, body: object): NewEvent {
  return { stream, kind, actor: ENGINE_ACTOR, at, body: JSON.parse(JSON.stringify(body)) };
}
