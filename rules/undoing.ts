import { byPerson } from './actor.ts';
import { documentedBy } from './documented.ts';
import type { NewEvent } from './event.ts';
import type { Risk } from './risk/state.ts';
import { type TakenBack, takingBack } from './taken-back.ts';
import type { TaskState } from './task/state.ts';
import { undoneBetween } from './task/undone.ts';

/** What an entry is taken back by. */
interface Undoing {
  event: NewEvent;
  undone: TakenBack;
  /** The task as it had ended. */
  ended: TaskState;
  risks: Risk[];
}

/** Of these nouns and kinds of events the entry says from which task it came, or there is one of its kind. */
const byTask = ({ event, undone, ended }: Undoing) => takingBack(event, undone, { task: ended.terms.key });
const byKind = ({ event, undone }: Undoing) => takingBack(event, undone, { what: event.kind });

const undoings: Record<string, (of: Undoing) => NewEvent | undefined> = {
  'document/approved': byTask,
  'measurement/measured': byTask,
  'acknowledgement/acknowledged': byTask,
  'audit/planned': byKind,
  'audit/examined': byKind,
  'audit/reported': byKind,
  'improvement/acted': byKind,
  'improvement/dropped': byKind,
  'improvement/checked': byKind,
  'risk/treatment-done': treatment,
  'statement/controls-determined': controls,
};

/**
 * What documented information loses where a task that had ended is rejected: the entries of that end stay as history, and no longer stand.
 * Levels and plans of risks stand until somebody says others: without them nobody would know what holds.
 * @param risks all of them, where the task is about one. @returns the events that say so, to be recorded before those of another end.
 */
export function takenBackBy(before: TaskState, after: TaskState, risks: Risk[] = []): NewEvent[] {
  const undone = undoneBetween(before, after);
  if (!undone) return [];
  return documentedBy(before).flatMap((event) => {
    const [, noun = ''] = event.stream.split('/');
    return undoings[`${noun}/${event.kind}`]?.({ event, undone, ended: before, risks }) ?? [];
  });
}

function treatment({ event, undone, ended }: Undoing): NewEvent {
  const body = { occurrence: event.body.occurrence, since: ended.verified?.at ?? event.at };
  return takingBack(event, undone, body, 'treatment-taken-back');
}

/**
 * Controls that another treatment has put in place, too, stay implemented. What the statement holds may rest on a treatment that was taken
 * back before, and was implemented on because of this one.
 */
function controls({ event, undone, ended, risks }: Undoing): NewEvent | undefined {
  if (event.body.status !== 'implemented') return undefined;
  const { origin } = ended.terms;
  const treatments = risks.flatMap((risk) => risk.treatments);
  const isOwn = (occurrence: string) => 'occurrence' in origin && origin.occurrence === occurrence;
  const others = treatments.filter((t) => t.done && !isOwn(t.occurrence)).flatMap((t) => t.controls);
  const left = (event.body.controls as string[]).filter((control) => !others.includes(control));
  const since = [event.at, ...treatments.flatMap((t) => (t.takenBack ?? []).map((before) => before.since))];
  if (left.length === 0) return undefined;
  const taken = takingBack(event, undone, { controls: left, since }, 'controls-taken-back');
  return { ...taken, body: { ...taken.body, by: byPerson(undone.by) } };
}
