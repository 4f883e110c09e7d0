import type { EffectState } from '../../register/effects.ts';
import { StreamConflict } from '../../register/errors.ts';
import type { Loaded, RecordName } from '../../register/records.ts';
import type { Tx } from '../../register/register.ts';
import { documentedBy, documentedMeanwhile } from '../../rules/documented.ts';
import { startedBy } from '../../rules/follow-ups.ts';
import { advanceNonconformity } from '../../rules/nonconformity/advance.ts';
import { actionOutcome } from '../../rules/nonconformity/outcome.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import { type OccurrenceState, occurrenceStream } from '../../rules/occurrence-state.ts';
import type { Organisation } from '../../rules/organisation.ts';
import { failuresBetween } from '../../rules/risk-treatment/failure.ts';
import { advanceTask, type TaskDecision } from '../../rules/task/advance.ts';
import { followersOf, isRevived, parentOf } from '../../rules/task/followers.ts';
import type { Seen } from '../../rules/task/seen.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { earliest, type Instant, type LocalDate, later, plusMs } from '../../rules/time.ts';
import type { Decision } from '../../rules/turn.ts';
import { deliver, heldUntil } from '../delivery/deliver.ts';
import { CONTACT } from '../delivery/lanes.ts';
import { unblock } from '../delivery/sent.ts';
import { writtenIn } from '../delivery/written.ts';
import type { Dependencies, Sleeper } from '../dependencies.ts';
import { forgets, isHeld } from '../doubt.ts';
import { raiseRepeated } from '../openings/raise.ts';
import { annotate } from '../openings/recurrence.ts';
import { loadOrganisation } from '../organisation.ts';
import { concludeChange } from '../programme/programme-change.ts';
import { loadTicketed, UnknownRecord } from '../records.ts';
import { answerCall, answerOccasion } from './calls.ts';
import { writeDecision } from './decision.ts';
import { recordOutgrown } from './outgrown.ts';
import { wakeAccepting } from './rated.ts';
import { retireFormer } from './retire.ts';
import { seeNonconformity } from './see-nonconformity.ts';
import { seeTask } from './see-task.ts';
import { recordTakenBack } from './taken-back.ts';

export interface Stepped {
  ended: boolean;
  /** When to step again at the latest. */
  wakeAt: Instant;
}

const RETRY_MS = 15_000;
/** How long a record sleeps whose writes are held back: its tracker's outbox is drained without it. ms. */
const HELD_MS = 300_000;
/** How long a step waits at a time for its tracker to be surveyed after a restore. ms. */
const SURVEY_MS = 15_000;
const MOST_CONFLICTS = 3;
/** Effects that may still go out. */
const WAITING: EffectState[] = ['pending', 'leased'];

/**
 * One step of a task or nonconformity: read its ticket, decide, write the decision in one transaction, deliver what it asks for.
 * Safe to repeat and to interrupt anywhere.
 */
export async function step(deps: Dependencies, key: string): Promise<Stepped> {
  for (let conflicts = 0; ; conflicts++) {
    try {
      const org = await loadOrganisation(deps.register, deps.clock());
      const record = await loadTicketed(deps.register, key);
      if (await isHeld(deps, String(record.row.columns.tracker)))
        return { ended: false, wakeAt: plusMs(deps.clock(), SURVEY_MS) };
      return record.table === 'task'
        ? await stepTask(deps, record.row, org)
        : await stepNonconformity(deps, record.row, org);
    } catch (error) {
      // Its own wake starts another run, should the record come back.
      if (error instanceof UnknownRecord && (await forgets(deps.register)))
        return { ended: true, wakeAt: deps.clock() };
      if (!(error instanceof StreamConflict) || conflicts === MOST_CONFLICTS) throw error;
    }
  }
}

async function stepTask(deps: Dependencies, row: Loaded<TaskState>, org: Organisation): Promise<Stepped> {
  const sight = await seeTask(deps, row.state, org);
  const seen = { ...sight.seen, ...before(row) };
  const decision = advanceTask(row.state, row.streamVersion, seen, org, deps.clock());
  const raised: Sleeper[] = [];
  const ends = decision.ended && (row.state.stage !== 'ended' || isRevived(row.state, decision.state));
  const followers = followersOf(row.state, decision.state);
  await writeDecision(deps, row, decision, org, sight, async (tx) => {
    // So that the planner wakes them even if this process ends before it can.
    for (const { table, key } of followers) await tx.hint(table, key, { wake_at: deps.clock() });
    await moveOccurrence(tx, decision);
    if (decision.state.decided && !row.state.decided) {
      await concludeChange(tx, decision.state, deps.clock());
      raised.push(...(await raiseRepeated({ tx, org, now: deps.clock() }, decision.state)));
    }
    await recordTakenBack(tx, row.state, decision.state);
    const documented = ends ? documentedBy(decision.state) : [];
    await tx.append(documented);
    raised.push(...(await wakeAccepting(tx, documented, deps.clock())));
    const outgrown = ends ? await recordOutgrown(tx, decision.state, org) : [];
    for (const key of decision.wakes) await tx.hint('task', key, { wake_at: deps.clock() });
    await tx.append(documentedMeanwhile(row.state, decision.state));
    const follows = ends ? startedBy(decision.state, org) : [];
    const failed = failuresBetween(row.state, decision.state, org);
    for (const call of [...decision.calls, ...follows, ...outgrown, ...failed])
      raised.push(...(await answerCall(tx, org, decision.state, call, deps.clock())));
  });
  await retireFormer(deps, decision);
  const others = decision.wakes.map((key): RecordName => ({ table: 'task', key }));
  await deps.wake([...raised, ...others, ...followers]);
  const stepped = await finish(deps, row, seen, decision);
  // Its parts wait for its ticket.
  if (!row.state.thread.ref) await deps.wake((seen.parts ?? []).map(({ key }) => ({ table: 'task', key })));
  // The nonconformity's own ticket lists the tickets of its actions.
  if (!row.state.thread.ref && 'nonconformity' in row.state.terms.origin) await deps.wake(parentOf(row.state));
  return stepped;
}

async function stepNonconformity(
  deps: Dependencies,
  row: Loaded<NonconformityState>,
  org: Organisation,
): Promise<Stepped> {
  const tasks = await deps.register.tasksOf<TaskState>(row.key);
  const actions = tasks.map((t) => actionOutcome(t.state, t.hints.read_at ?? undefined));
  const sight = await seeNonconformity(deps, row.state, actions, org);
  const seen = { ...sight.seen, ...before(row) };
  const decision = advanceNonconformity(row.state, row.streamVersion, seen, org, deps.clock());
  const stated = decision.events.find((e) => e.kind === 'recurrence-stated');
  const opened: Sleeper[] = [];
  await writeDecision(deps, row, decision, org, sight, async (tx) => {
    if (stated) await annotate(tx, decision.state, stated.actor, stated.at);
    for (const key of decision.wakes) await tx.hint('task', key, { wake_at: deps.clock() });
    for (const call of decision.calls) opened.push(...(await answerOccasion(tx, call, deps.clock())));
  });
  const slots = new Set(actions.map((a) => a.slot));
  if (decision.ended || decision.stages.some((s) => !slots.has(s.terms.slot))) await deps.stage(row.key);
  await deps.wake([...opened, ...decision.wakes.map((key): RecordName => ({ table: 'task', key }))]);
  const stepped = await finish(deps, row, seen, decision);
  const { source } = row.state.terms;
  // Its ticket can be named now: the missed task's own ticket says so.
  if (!row.state.thread.ref && 'task' in source) await deps.wake([{ table: 'task', key: source.task.key }]);
  return stepped;
}

/** What an earlier step read and wrote in the ticket. */
function before({ hints }: Pick<Loaded<unknown>, 'hints'>): { readThrough?: Instant; writtenDue?: LocalDate } {
  const due = writtenIn(hints)?.due;
  return { ...(hints.seen_through && { readThrough: hints.seen_through }), ...(due && { writtenDue: due }) };
}

/** The ledger shows the dates that a late opening moved, not those that were planned; a stage with a date of its own moves only that. */
async function moveOccurrence(tx: Tx, { events, state }: TaskDecision): Promise<void> {
  const { origin, due, partOf } = state.terms;
  if (partOf || !('occurrence' in origin)) return;
  const planned = await tx.load<OccurrenceState>('occurrence', origin.occurrence);
  const itsDate = planned?.state.due.at === due.at;
  const moved = events.filter((e) => (e.kind === 'delayed' && itsDate) || e.kind === 'revived');
  if (moved.length === 0) return;
  await tx.append(moved.map((e) => ({ ...e, stream: occurrenceStream(origin.occurrence) })));
}

/** Delivers what the step asked for, and says when to come back: sooner while its ticket still has to be written. */
async function finish(
  deps: Dependencies,
  { key, state }: Loaded<TaskState | NonconformityState>,
  { reading }: Pick<Seen, 'reading'>,
  decision: Decision,
): Promise<Stepped> {
  const { tracker } = state.terms;
  if (state.thread.blocked && reading && 'fence' in reading)
    await deps.register.write(async (tx) => unblock(tx, await loadTicketed(tx, key), deps.clock()));
  const [waiting] = await deps.register.effects({ record: key, states: WAITING }, 1);
  if (!waiting) return { ended: decision.ended, wakeAt: decision.wakeAt };
  await deliver(deps, { record: key, justRead: reading !== undefined && 'fence' in reading });
  if (decision.effects.some((e) => e.kind === 'notice' && e.gathered)) await deps.drain(CONTACT);
  const [left] = await deps.register.effects({ record: key, tracker, states: WAITING }, 1);
  if (!left) return { ended: decision.ended, wakeAt: decision.wakeAt };
  const outage = await deps.register.breaker(tracker);
  // Whoever opened the breaker rang; thousands of others need not.
  if (!outage) await deps.drain(tracker);
  const held = await heldUntil(deps, tracker, left.priority);
  const again = later(held ?? left.notBefore, plusMs(deps.clock(), held ? HELD_MS : RETRY_MS));
  return { ended: false, wakeAt: earliest(decision.wakeAt, again) ?? again };
}
