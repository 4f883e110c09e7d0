import type { Tx } from '../../register/register.ts';
import { byPerson } from '../../rules/actor.ts';
import type { Cause } from '../../rules/occurrence.ts';
import type { Organisation } from '../../rules/organisation.ts';
import { causeOf, riskOf } from '../../rules/risk/cause.ts';
import { isToBeTreated } from '../../rules/risk/reading.ts';
import type { Risk } from '../../rules/risk/state.ts';
import type { TaskState } from '../../rules/task/state.ts';
import type { Call, OccasionCall } from '../../rules/task/turn.ts';
import type { Instant } from '../../rules/time.ts';
import type { Sleeper } from '../dependencies.ts';
import { openAction } from '../management-review/action.ts';
import { raiseImprovement } from '../openings/improvement.ts';
import { openOn } from '../openings/occasion.ts';
import { type Raised, raiseCalled, raiseInTask } from '../openings/raise.ts';
import { openAsked } from '../openings/trigger.ts';

/** Does what a decision about a task starts, once. @returns the new records, to be woken; [] if they are there already. */
export async function answerCall(
  tx: Tx,
  org: Organisation,
  task: TaskState,
  call: Call,
  now: Instant,
): Promise<Sleeper[]> {
  if (call.because === 'action') return listOf(await openAction(tx, org, task, call, now));
  if (call.because === 'improvement') return listOf(await raiseImprovement(tx, org, call.suggestion, call, now));
  if (call.because === 'happened') return answerOccasion(tx, call, now);
  if (call.because === 'found')
    return withProposal(await raiseInTask({ tx, org, version: task.terms.version, now }, call));
  if (call.because !== 'asked') return withProposal(await raiseCalled({ tx, org, now }, task, call));
  const { duty, reason, by, cause } = call;
  const risk = riskOf(cause);
  if (risk !== undefined && !(await isOwed(tx, risk, cause))) return [];
  return listOf(await openAsked(tx, { duty, because: reason, actor: by ? byPerson(by) : 'engine' }, cause, now));
}

/** Records what somebody told of, once, and opens what is owed on it. @returns the new records, to be woken. */
export async function answerOccasion(tx: Tx, call: OccasionCall, now: Instant): Promise<Sleeper[]> {
  const { because: _, by, risk, ...told } = call;
  // People name what they have in mind; a risk that is not in the register is assessed with all others.
  const known = risk !== undefined && (await hasRisk(tx, risk)) && { risk };
  return (
    (await openOn(tx, { ...told, ...known, toldAt: told.at, actor: by ? byPerson(by) : 'engine' }, now))?.opened ?? []
  );
}

/** Whether a risk is in the register, and what is to be treated because of its rating was not rated otherwise since (6.1.3). */
async function isOwed(tx: Tx, id: string, cause: Cause): Promise<boolean> {
  const [risk] = await tx.loadRows<Risk>('documented', { noun: 'risk', id }, { limit: 1 });
  return risk !== undefined && (!cause.startsWith(causeOf(id, 'rated', '')) || isToBeTreated(risk.state));
}

async function hasRisk(tx: Tx, id: string): Promise<boolean> {
  return (await tx.rows('documented', { noun: 'risk', id }, { limit: 1 })).length > 0;
}

function listOf(opened: Sleeper | undefined): Sleeper[] {
  return opened ? [opened] : [];
}

/** What was raised, and the proposal to the lead that it brought about. */
function withProposal(raised: Raised | undefined): Sleeper[] {
  return raised ? [raised, ...raised.also] : [];
}
