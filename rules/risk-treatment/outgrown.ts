import { documentedStream, jsonOf, type NewEvent, textOf } from '../event.ts';
import type { Organisation } from '../organisation.ts';
import { currentOf, standingOf } from '../risk/reading.ts';
import type { Acceptance, Rating, Risk, RiskEvents } from '../risk/state.ts';
import type { TaskState } from '../task/state.ts';
import type { Call } from '../task/turn.ts';
import type { Instant } from '../time.ts';
import { aboutOf, assessedAnew } from './results.ts';

/** What follows where an acceptance turns out not to cover its risk. */
export interface Outgrown {
  events: NewEvent[];
  calls: Call[];
}

/**
 * An acceptance, or a concession, that does not cover its risk: that was rated higher while it waited, or what is left of it was rated, or
 * its treatment planned, once more since. Nobody accepted that level, and nobody else sees to it: the treatment has failed, and the risk is
 * assessed anew (6.1.3 f, 8.2).
 * @param task one that has just ended. @param risk as it stands once that is recorded. @returns undefined where nothing of that kind is so.
 */
export function outgrownBy(task: TaskState, risk: Risk, org: Organisation): Outgrown | undefined {
  const about = aboutOf(task);
  const accepted = risk.acceptances.find((a) => a.occurrence === about?.occurrence);
  const current = currentOf(risk);
  if (!about || !accepted || !current || standingOf(risk) !== 'unacceptable') return undefined;
  const at = changedAt(task, current);
  if (!at) return undefined;
  const { id, occurrence } = about;
  const because = { text: why(task, accepted, current) };
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

/** @returns when a task settled what is accepted, or changed what that has to cover; undefined for one that did neither. */
function changedAt({ terms, decided, endedAt }: TaskState, current: Rating): Instant | undefined {
  if (decided) return decided.at;
  return current.task === terms.key || terms.kind === 'risk-plan' ? endedAt : undefined;
}

function why({ terms, decided }: TaskState, accepted: Acceptance, { level, limit }: Rating): string {
  // What was left after the old plan says nothing of the new one.
  if (terms.kind === 'risk-plan')
    return `it was planned anew after it was accepted at level ${accepted.level}, and without that it is at ${level}, above ${limit}`;
  const then = decided ? 'meanwhile' : 'since';
  return `it was accepted at level ${accepted.level}, which does not cover that it was rated ${level} ${then}, above ${limit}`;
}
