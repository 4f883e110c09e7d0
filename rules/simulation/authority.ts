import type { RecordedEvent } from '../event.ts';
import { evolveNonconformity } from '../nonconformity/evolve.ts';
import type { NonconformityState } from '../nonconformity/state.ts';
import { evolveTask } from '../task/evolve.ts';
import type { TaskState } from '../task/state.ts';
import { type Ruling, standsInFor } from './authority/levels.ts';
import { nonconformityDecisions } from './authority/nonconformity.ts';
import { taskDecisions } from './authority/task.ts';
import { byStream, type Invariant, invariant, type Life } from './life.ts';

/** Every decision has an author with the authority: recomputed from the log, event by event, from who held what (domain: authority). */
export function everyDecisionHasItsAuthority({ events, org }: Life): Invariant {
  const faults: string[] = [];
  let looked = 0;
  const judge = (display: string, event: RecordedEvent, ruling: Ruling | undefined) => {
    if (!ruling) return;
    looked++;
    const by = String(event.body.by);
    const isAuthor = event.actor === `person:${by}` || event.actor.startsWith(`person:${by} (asserted`);
    if (!isAuthor) faults.push(`${display}: ${event.kind} by ${by} was recorded of ${event.actor}`);
    else if (!standsInFor(org, ruling, by, event.at))
      faults.push(`${display}: ${event.kind} by ${by}; allowed: ${ruling.allowed.join(', ') || 'nobody'}`);
  };
  for (const [stream, all] of byStream(events)) {
    if (stream.startsWith('task/')) {
      let state: TaskState | undefined;
      for (const event of all) {
        if (state) judge(state.terms.display, event, taskDecisions[event.kind]?.(state, org));
        state = evolveTask(state, event);
      }
    }
    if (stream.startsWith('nonconformity/')) {
      let state: NonconformityState | undefined;
      for (const event of all) {
        if (state) judge(state.terms.display, event, nonconformityDecisions[event.kind]?.(state, org, event));
        state = evolveNonconformity(state, event);
      }
    }
  }
  return invariant('every decision has an author with the authority', `${looked} decisions`, faults);
}
