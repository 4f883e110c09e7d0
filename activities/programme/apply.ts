import type { RecordName } from '../../register/records.ts';
import type { Tx } from '../../register/register.ts';
import type { Account } from '../../register/trackers.ts';
import type { PersonId, Programme } from '../../rules/programme.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { purposeOf } from '../../rules/weakening/asked.ts';
import type { Change } from '../../rules/weakening/change.ts';
import { inForceAfter } from '../../rules/weakening/in-force.ts';
import { saidWithPlace } from '../../rules/wording/difference.ts';
import { NOTICE_LANES } from '../delivery/lanes.ts';
import type { Dependencies } from '../dependencies.ts';
import { openOwedBefore } from '../openings/owed-before.ts';
import { type Current, currentProgramme, type InForce, organisationOf } from '../organisation.ts';
import { askForApproval, changeKey, wakeOpen, withdraw } from './programme-change.ts';
import { type WaitingChange, waitingIn } from './waiting.ts';

/** A programme to be applied, with the file that says it. */
export interface Application {
  programme: Programme;
  /** The file's text, kept as evidence of what was applied. */
  source: string;
  /** Who applies: `USER@HOST`, or a person asserted. */
  actor: string;
  /** Purpose of changes that weaken the programme (6.3). */
  because?: string;
  /** The person who applies, where one was named: they may not approve their own weakening. */
  by?: PersonId;
  accounts: Account[];
}

/** What applying did. */
export interface AppliedVersion {
  version: number;
  changes: Change[];
  /** Weakened keys that keep their old values until top management approves. */
  pending: string[];
  /** Top management denied the same changes before: they stay out of force. */
  denied: boolean;
  /** The ticket that asks top management, to be woken. */
  ticket?: RecordName;
  /** The question to top management, whenever it was asked. */
  waits?: WaitingChange;
}

/** A weakening was applied without a purpose (domain, section 3; ISO/IEC 27001, 6.3). */
export class PurposeMissing extends Error {
  override readonly name = 'PurposeMissing';
}

/** Somebody else applied, or decided on what waits, between the look and the writing: nothing was written. */
export class AppliedMeanwhile extends Error {
  override readonly name = 'AppliedMeanwhile';
}

/** What holds for open tickets too, whatever version they opened under: when and whom they chase may have changed. */
const alwaysCurrent = /^(calendar|contactHours|people|roles|zone)(\.|$)/;

/** Whoever is to become an approver, or is one under a new account, decides nothing before the change is approved. */
function isHeld(paths: string[], { person }: Account): boolean {
  return paths.some((p) => p === `people.${person}` || p === `people.${person}.accounts`);
}

/** @returns who applied what is asked: whoever does so now, and before them whoever applied what waits of it already, in that ticket. */
async function appliersOf(tx: Tx, by: PersonId | undefined, waiting: string | undefined): Promise<PersonId[]> {
  const before = waiting === undefined ? undefined : await tx.load<TaskState>('task', waiting);
  return [...new Set([...(before?.state.terms.barred ?? []), ...(by ? [by] : [])])];
}

/** @throws AppliedMeanwhile where something else is in force than what was looked at. */
async function refuseOvertaken(tx: Tx, seen: Current | undefined): Promise<void> {
  const newest = await tx.latestProgramme();
  if (newest?.version === seen?.version && newest?.hash === seen?.hash) return;
  const happened = newest?.version === seen?.version ? 'decided on' : 'applied';
  throw new AppliedMeanwhile(`Programme v${newest?.version} was ${happened} meanwhile; look at preview again.`);
}

/**
 * Makes a numbered, hashed version of the programme and puts it in force, except for what needs top management: that keeps its old
 * values, and a ticket asks (domain, section 3; ISO/IEC 27001, 6.3).
 * @throws PurposeMissing if something waits for top management and no purpose is given, AppliedMeanwhile: nothing is written then.
 */
export async function applyProgramme(
  { register, clock }: Pick<Dependencies, 'register' | 'clock'>,
  application: Application,
): Promise<AppliedVersion> {
  const now = clock();
  const { programme, source, actor, by } = application;
  const current = await currentProgramme(register);
  const { inForce: after, changes, unexplained } = inForceAfter(current, programme, now);
  const waiting = changes.filter((c) => c.pending);
  const paths = waiting.map((c) => c.path);
  if (unexplained.length > 0 && !application.because?.trim()) {
    const list = unexplained.map(saidWithPlace).join('; ');
    throw new PurposeMissing(`These changes need top management: ${list}. Say what they are for with --because.`);
  }
  const because = purposeOf(application.because, current?.because, { waiting, unexplained });
  const blob = await register.putBlob(Buffer.from(source), 'application/yaml');
  const org = await organisationOf(register, after.programme, now);
  const accounts = application.accounts.filter((a) => isHeld(paths, a));
  const inForce: InForce = { ...after, ...(paths.length > 0 && { pending: { paths, programme, accounts, task: '' } }) };
  return register.write(async (tx) => {
    await refuseOvertaken(tx, current);
    if (inForce.pending) inForce.pending.task = await changeKey(tx, programme.instance, waiting);
    const earlier = inForce.pending && (await tx.load<TaskState>('task', inForce.pending.task));
    if (inForce.pending && earlier?.state.verdict === 'denied') inForce.pending.denied = true;
    const state = waiting.length > 0 ? 'pending' : 'effective';
    const kept = { at: now, source: blob, programme: inForce, state, actor, ...(because && { because }) };
    if (current) await openOwedBefore(tx, current, inForce.applied, now);
    const { version, hash } = await tx.addProgramme(kept);
    const body = { version, hash, source: blob, pending: paths, ...(because && { because: { text: because } }) };
    await tx.append([{ stream: 'programme', kind: 'applied', actor, at: now, body }]);
    await tx.putAccounts(application.accounts.filter((a) => !isHeld(paths, a)));
    if (changes.some((c) => alwaysCurrent.test(c.path))) await wakeOpen(tx, now);
    const former = current?.pending?.task;
    const appliers = await appliersOf(tx, by, unexplained.length < waiting.length ? former : undefined);
    const asked = { changes: waiting, because: because ?? '', actor, version, appliers };
    const ticket =
      waiting.length > 0 ? await askForApproval(tx, org, asked, inForce.pending?.task ?? '', now) : undefined;
    if (former && former !== inForce.pending?.task) await withdraw(tx, former, version, now);
    for (const tracker of [...programme.trackers.map(({ id }) => id), ...NOTICE_LANES])
      await tx.redriveEffects({ tracker });
    const waits = inForce.pending && (await waitingIn(tx, inForce.pending.task, org));
    const denied = inForce.pending?.denied === true;
    return {
      version,
      changes,
      pending: paths,
      denied,
      ...(ticket && { ticket }),
      ...(waits && { waits }),
    };
  });
}
