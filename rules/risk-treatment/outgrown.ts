import { documentedStream, jsonOf, type NewEvent, textOf } from '../event.ts';
import type { Organisation } from '../organisation.ts';
import { currentOf, standingOf } from '../risk/reading.ts';
import type { Risk, RiskEvents } from '../risk/state.ts';
import type { TaskState } from '../task/state.ts';
import type { Call } from '../task/turn.ts';
import { aboutOf, assessedAnew } from './results.ts';

/** What follows where an acceptance turns out not to cover its risk. */
export interface Outgrown {
  events: NewEvent[];
  calls: Call[];
}

/**
 * An acceptance, or a concession, whose risk was rated higher while it waited: nobody accepted that level, and the assessment that rated it
 * left the treatment to whoever was asked. It has failed, and the risk is assessed anew (6.1.3 f, 8.2).
 * @param task one that has just ended. @param risk as it stands once that is recorded. @returns undefined where nothing of that kind is so.
 */
export function outgrownBy(task: TaskState, risk: Risk, org: Organisation): Outgrown | undefined {
  const about = aboutOf(task);
  const { decided } = task;
  const accepted = risk.acceptances.find((a) => a.occurrence === about?.occurrence);
  const current = currentOf(risk);
  if (!about || !accepted || !current || !decided) return undefined;
  if (standingOf(risk) !== 'unacceptable') return undefined;
  const { id, occurrence } = about;
  const { at } = decided;
  const because = {
    text: `it was accepted at level ${accepted.level}, which does not cover that it was rated ${current.level} meanwhile, above ${current.limit}`,
  };
  const body: RiskEvents['treatment-failed'] = { occurrence, by: 'engine', because };
  const kind = 'treatment-failed' satisfies keyof RiskEvents;
  const again = assessedAnew(about, { at }, org);
  const follows = again.map(() => 'assessment' as const);
  const failed = { how: 'outgrown' as const, because, follows };
  const title = `${id} ${textOf(risk.title)}`;
  return {
    events: [{ stream: documentedStream('risk', id), kind, actor: 'engine', at, body: jsonOf(body) }],
    calls: [...again, { because: 'happened', kind: 'failed-treatment', id: occurrence, title, risk: id, failed, at }],
  };
}
