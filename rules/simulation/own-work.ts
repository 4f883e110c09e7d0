import { evolveTask } from '../task/evolve.ts';
import type { TaskState } from '../task/state.ts';
import { amount } from '../wording/phrases.ts';
import { byStream, type Invariant, invariant, type Life } from './life.ts';

/** Nobody verified their own work, nor judged a fix that they did, planned, or own (domain, section 4). */
export function nobodyVerifiedTheirOwnWork({ events }: Life): Invariant {
  const faults: string[] = [];
  let verified = 0;
  let judged = 0;
  for (const [stream, all] of byStream(events)) {
    if (!stream.startsWith('task/')) continue;
    let state: TaskState | undefined;
    for (const event of all) {
      if (state && event.kind === 'accepted') {
        verified++;
        const by = String(event.body.by);
        const { display, selfVerification, barred = [] } = state.terms;
        const did = [...(state.submission?.implementers ?? []), ...barred];
        if (did.includes(by) && !selfVerification) faults.push(`${display}: ${by} verified what ${by} did`);
      }
      if (state && event.kind === 'judged') {
        judged++;
        const by = String(event.body.by);
        if (state.terms.barred?.includes(by)) faults.push(`${state.terms.display}: ${by} judged a fix of their own`);
      }
      state = evolveTask(state, event);
    }
  }
  const looked = `${amount(verified, 'verification')} and ${amount(judged, 'judgement')}`;
  return invariant('nobody verified their own work', looked, faults);
}
