import type { RecordedEvent } from '../event.ts';
import { evolveNonconformity } from '../nonconformity/evolve.ts';
import type { NonconformityState } from '../nonconformity/state.ts';
import type { PersonId } from '../programme.ts';
import { evolveTask } from '../task/evolve.ts';
import type { TaskState } from '../task/state.ts';
import type { Ruling } from './authority/levels.ts';
import { nonconformityDecisions } from './authority/nonconformity.ts';
import { taskDecisions } from './authority/task.ts';
import { byStream, type Life } from './life.ts';

/** What somebody decided in a ticket, and who could have, as things stood just before. */
export interface Decision {
  /** Of the task or the nonconformity: `AR-7K2`. */
  display: string;
  event: RecordedEvent;
  by: PersonId;
  ruling: Ruling;
}

/** @returns every decision of a life; what a table repeats of one, such as a judgement beside its review, is not another. */
export function decisionsIn({ events, org }: Pick<Life, 'events' | 'org'>): Decision[] {
  return [...byStream(events)].flatMap(([stream, all]) => {
    if (stream.startsWith('task/')) return ofTask(all, org);
    return stream.startsWith('nonconformity/') ? ofNonconformity(all, org) : [];
  });
}

function ofTask(events: RecordedEvent[], org: Life['org']): Decision[] {
  let state: TaskState | undefined;
  return events.flatMap((event) => {
    const found = state && decision(state.terms.display, event, taskDecisions[event.kind]?.(state, org));
    state = evolveTask(state, event);
    return found ?? [];
  });
}

function ofNonconformity(events: RecordedEvent[], org: Life['org']): Decision[] {
  let state: NonconformityState | undefined;
  return events.flatMap((event) => {
    const found =
      state && decision(state.terms.display, event, nonconformityDecisions[event.kind]?.(state, org, event));
    state = evolveNonconformity(state, event);
    return found ?? [];
  });
}

function decision(display: string, event: RecordedEvent, ruling: Ruling | undefined): Decision | undefined {
  return ruling && { display, event, by: String(event.body.by), ruling };
}
