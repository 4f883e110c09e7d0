import { createHash } from 'node:crypto';
import type { RecordName } from '../register/records.ts';
import type { Tx } from '../register/register.ts';
import { deadlineAfter } from '../rules/calendar/deadline.ts';
import { keyOf } from '../rules/keys.ts';
import { type Organisation, topManagement } from '../rules/organisation.ts';
import type { PersonId, Programme } from '../rules/programme.ts';
import { type TaskState, type TaskTerms, taskStream } from '../rules/task/state.ts';
import type { Instant } from '../rules/time.ts';
import type { Change } from '../rules/weakening/change.ts';
import { cadences, type InForce } from './organisation.ts';
import { freeDisplay } from './stage.ts';

/** Changes that wait for top management. */
export interface Asked {
  changes: Change[];
  because: string;
  /** The person who applies, where one was named: they may not decide. */
  by?: PersonId;
  version: number;
}

const MOST_LISTED = 8;

/** @returns the identity of a set of changes: the same set asked again leads to the same ticket, and to the same answer. */
export function changeKey(instance: string, changes: Change[]): string {
  const list = changes.map((c) => [c.path, c.before, c.after]).sort();
  const digest = createHash('sha256').update(JSON.stringify(list)).digest('hex');
  return keyOf({ instance, duty: '', period: digest, cause: 'programme-change', slot: 'approval' });
}

/** Opens the ticket that asks top management, once for a set of changes. @returns it, undefined if it was asked before. */
export async function askForApproval(
  tx: Tx,
  org: Organisation,
  asked: Asked,
  now: Instant,
): Promise<RecordName | undefined> {
  const key = changeKey(org.programme.instance, asked.changes);
  if (await tx.load('task', key)) return undefined;
  const assignee = topManagement(org).find((p) => p !== asked.by) ?? topManagement(org)[0];
  const display = await freeDisplay(tx, 'programme-change', key);
  const terms = termsOf(org, asked, { key, display }, assignee ?? '', now);
  const body = JSON.parse(JSON.stringify({ terms, assignee }));
  await tx.append([{ stream: taskStream(key), kind: 'planned', actor: 'engine', at: now, body }]);
  await tx.hint('task', key, { wake_at: now });
  return { table: 'task', key };
}

function termsOf(
  org: Organisation,
  asked: Asked,
  names: Pick<TaskTerms, 'key' | 'display'>,
  owner: PersonId,
  now: Instant,
): TaskTerms {
  const { programme, calendar } = org;
  const ladder = programme.ladders.find((l) => l.id === 'L2') ?? programme.ladders[0];
  if (!ladder) throw new Error('ladders: found none; a programme change is chased by L2. Add it');
  const { hardLimit: _, ...endless } = ladder;
  const n = asked.changes.length;
  const lines = asked.changes.slice(0, MOST_LISTED).map((c) => ({ text: `${c.path}: ${c.what}` }));
  const more = n > MOST_LISTED ? [{ text: `and ${n - MOST_LISTED} more: dutybound show ${names.display}` }] : [];
  return {
    ...names,
    kind: 'programme-change',
    origin: { programme: asked.version },
    slot: 'approval',
    title: { text: `Programme v${asked.version}: ${n === 1 ? 'one change needs' : `${n} changes need`} your approval` },
    ask: {
      text: `Decide whether ${n === 1 ? 'this change' : 'these changes'} to the ISMS may take effect. Purpose: ${asked.because}.`,
    },
    instructions: [...lines, ...more],
    evidence: [],
    clauses: ['6.3'],
    process: programme.processes[0]?.id ?? '',
    tracker: programme.trackers[0]?.id ?? '',
    owner,
    selfVerification: false,
    ...(asked.by && { barred: [asked.by] }),
    ladder: endless,
    extensions: 0,
    missedGrade: 'minor',
    opens: now,
    due: deadlineAfter(calendar, now, programme.clocks.verificationByTop),
    version: asked.version,
  };
}

/**
 * Puts an approved change in force, if it is still what the newest version waits for; a denied one stays out of force. Told in the log
 * either way.
 */
export async function concludeChange(tx: Tx, task: TaskState, now: Instant): Promise<void> {
  const latest = await tx.latestProgramme();
  const inForce = latest?.programme as unknown as InForce | undefined;
  if (!latest || !inForce?.pending || inForce.pending.task !== task.terms.key || !task.decided) return;
  const { decision, by } = task.decided;
  const actor = `person:${by}`;
  if (decision === 'denied') {
    const denied: InForce = { ...inForce, pending: { ...inForce.pending, denied: true } };
    const hash = await tx.reviseProgramme(latest.version, denied, 'denied');
    await tx.append([{ stream: 'programme', kind: 'denied', actor, at: now, body: { version: latest.version, hash } }]);
    return;
  }
  const programme: Programme = inForce.pending.programme;
  const applied = cadences(inForce, programme, { at: now, version: latest.version });
  await tx.putAccounts(inForce.pending.accounts);
  const hash = await tx.reviseProgramme(latest.version, { programme, applied }, 'effective');
  await tx.append([{ stream: 'programme', kind: 'approved', actor, at: now, body: { version: latest.version, hash } }]);
}
