import type { NewEvent } from '../../rules/event.ts';
import type { PlannedOccurrence } from '../../rules/occurrence.ts';
import { type OccurrenceEvents, occurrenceStream } from '../../rules/occurrence-state.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { Programme } from '../../rules/programme.ts';
import type { TaskEvents } from '../../rules/task/events.ts';
import { evolveTask } from '../../rules/task/evolve.ts';
import { type TaskState, taskStream } from '../../rules/task/state.ts';
import { draftWork } from '../../rules/task/terms.ts';
import type { TicketRef } from '../../rules/ticket.ts';
import { type Instant, plusMs } from '../../rules/time.ts';
import { ENGINE_ACTOR, handedIn, type Kept } from './handed-in.ts';
import type { Names } from './names.ts';

const MINUTE_MS = 60_000;

/** What tasks open under. */
export interface Circumstances {
  programme: Programme;
  org: Organisation;
}

/** @returns the first events of an occurrence and of its task, as planner and stage write them. */
export function planned(occurrence: PlannedOccurrence, names: Names, { programme, org }: Circumstances): NewEvent[] {
  const duty = programme.duties.find(({ id }) => id === occurrence.duty);
  if (!duty) throw new Error(`the programme has no duty ${occurrence.duty}`);
  const owed: OccurrenceEvents['planned'] = { occurrence, kind: duty.kind, title: { text: duty.title } };
  const { terms, assignee } = draftWork({ key: names.occurrence, occurrence, version: programme, org });
  const task: TaskEvents['planned'] = { assignee, terms: { ...terms, key: names.task, display: names.display } };
  return [
    eventOf(occurrenceStream(names.occurrence), 'planned', occurrence.opens, owed),
    eventOf(taskStream(names.task), 'planned', occurrence.opens, task),
  ];
}

/** @returns the task that those events make. */
export function stateOf(events: NewEvent[]): TaskState {
  const [state] = events
    .filter(({ stream }) => stream.startsWith('task/'))
    .map((event) => evolveTask(undefined, event));
  if (state) return state;
  throw new Error('none of these events plans a task');
}

/** @returns the event that a step writes once the ticket is there. */
export function opened({ opens }: PlannedOccurrence, { task }: Names, ref: TicketRef): NewEvent {
  return eventOf(taskStream(task), 'opened', plusMs(opens, MINUTE_MS), { ref });
}

/** @returns what follows in a life that is chased twice, handed in shortly before it is due, and verified the next day. */
export function ending(occurrence: PlannedOccurrence, names: Names, kept: Kept): NewEvent[] {
  const done = handedIn(occurrence, names, kept);
  const ended: Instant = done.at(-1)?.at ?? occurrence.due.at;
  const outcome: OccurrenceEvents['ended'] = { outcome: 'verified' };
  return [...done, eventOf(occurrenceStream(names.occurrence), 'ended', ended, outcome)];
}

function eventOf(stream: string, kind: string, at: Instant, body: object): NewEvent {
  return { stream, kind, actor: ENGINE_ACTOR, at, body: JSON.parse(JSON.stringify(body)) };
}
