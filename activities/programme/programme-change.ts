import { createHash } from 'node:crypto';
import type { RecordName } from '../../register/records.ts';
import type { Reads, Tx } from '../../register/register.ts';
import { byPerson } from '../../rules/actor.ts';
import { redrawing } from '../../rules/effect.ts';
import { keyOf } from '../../rules/keys.ts';
import type { Organisation } from '../../rules/organisation.ts';
import { cadences } from '../../rules/plan/cadences.ts';
import type { Programme } from '../../rules/programme.ts';
import {
  programmeChangeTakenBack,
  programmeChangeTerms,
  type WeakeningAsked,
} from '../../rules/task/programme-change-terms.ts';
import { type TaskState, taskStream } from '../../rules/task/state.ts';
import { type Instant, plusMs } from '../../rules/time.ts';
import type { Change } from '../../rules/weakening/change.ts';
import { openOwedBefore } from '../openings/owed-before.ts';
import { type InForce, inForceOf } from '../organisation.ts';
import { outboxRow } from '../outbox-row.ts';
import { planTask } from '../plan-task.ts';

/**
 * @returns the key of the ticket that asks for a set of changes. The same set leads to the same ticket while it is open, and to the same
 * answer once it was denied; approved or withdrawn before, it is asked anew.
 */
export async function changeKey(register: Reads, instance: string, changes: Change[]): Promise<string> {
  const list = changes.map((c) => [c.path, c.before, c.after]).sort();
  const digest = createHash('sha256').update(JSON.stringify(list)).digest('hex');
  for (let round = 1; ; round++) {
    const slot = round === 1 ? 'approval' : `approval-${round}`;
    const key = keyOf({ instance, duty: '', period: digest, cause: 'programme-change', slot });
    const verdict = (await register.load<TaskState>('task', key))?.state.verdict;
    if (verdict !== 'approved' && verdict !== 'withdrawn') return key;
  }
}

/** Ends the ticket of changes that the newest version no longer asks for: an answer to it would change nothing. */
export async function withdraw(tx: Tx, key: string, version: number, now: Instant): Promise<void> {
  const task = await tx.load<TaskState>('task', key);
  if (!task || task.state.stage === 'ended') return;
  const { event, effects } = programmeChangeTakenBack(task.state, version, now);
  await tx.append([event]);
  await tx.addEffects(effects.map((effect) => outboxRow(effect, key, task.state.terms.tracker)));
  await tx.hint('task', key, { wake_at: now });
}

/**
 * Opens the ticket that asks top management, once for a set of changes. Who applies a set that is asked already joins those who do not
 * decide it (domain, section 3: never the applier).
 * @returns the ticket if it has to look; undefined if nothing is new to it.
 */
export async function askForApproval(
  tx: Tx,
  org: Organisation,
  asked: WeakeningAsked,
  key: string,
  now: Instant,
): Promise<RecordName | undefined> {
  const ask = (display: string) => programmeChangeTerms(org, asked, { key, display }, now);
  return (await planTask(tx, { key, name: 'programme-change' }, ask, now)) ?? askAgain(tx, asked, key, now);
}

async function askAgain(
  tx: Tx,
  { appliers, actor, version }: WeakeningAsked,
  key: string,
  now: Instant,
): Promise<RecordName | undefined> {
  const task = (await tx.load<TaskState>('task', key))?.state;
  const fresh = appliers.filter((p) => !task?.terms.barred?.includes(p));
  if (!task || task.stage === 'ended' || fresh.length === 0) return undefined;
  const event = { stream: taskStream(key), kind: 'asked-again', actor, at: now };
  await tx.append(fresh.map((by) => ({ ...event, body: { by, version } })));
  // Who decides stands in the ticket.
  const shown = redrawing(key, task.thread.generation, `asked-again:${version}`);
  if (task.thread.ref) await tx.addEffects([outboxRow(shown, key, task.terms.tracker)]);
  await tx.hint('task', key, { wake_at: now });
  return { table: 'task', key };
}

/**
 * Puts an approved change in force, if it is still what the newest version waits for; a denied one stays out of force. Told in the log
 * either way.
 */
export async function concludeChange(tx: Tx, task: TaskState, now: Instant): Promise<void> {
  const latest = await tx.latestProgramme();
  const inForce = latest && inForceOf(latest);
  if (!latest || !inForce?.pending || inForce.pending.task !== task.terms.key || !task.decided) return;
  const { decision, by } = task.decided;
  const actor = byPerson(by);
  if (decision === 'denied') {
    const denied: InForce = { ...inForce, pending: { ...inForce.pending, denied: true } };
    const hash = await tx.reviseProgramme(latest.version, denied, 'denied');
    await tx.append([{ stream: 'programme', kind: 'denied', actor, at: now, body: { version: latest.version, hash } }]);
    return;
  }
  const programme: Programme = inForce.pending.programme;
  const applied = cadences(inForce, programme, { at: now, version: latest.version });
  await tx.putAccounts(inForce.pending.accounts);
  await wakeOpen(tx, now);
  // Opened at the very instant, it would count as opened after the change.
  await openOwedBefore(tx, { ...inForce, version: latest.version, hash: latest.hash }, applied, plusMs(now, -1));
  const formerly = { programme: inForce.programme, until: now };
  const hash = await tx.reviseProgramme(latest.version, { programme, applied, formerly }, 'effective');
  await tx.append([{ stream: 'programme', kind: 'approved', actor, at: now, body: { version: latest.version, hash } }]);
}

/** Has the planner wake everything that is open, so that it reckons anew. */
export async function wakeOpen(tx: Tx, now: Instant): Promise<void> {
  for (const { table, key } of await tx.openRecords()) await tx.hint(table, key, { wake_at: now });
}
