import type { Account } from '../register/trackers.ts';
import type { Applied } from '../rules/plan/terms.ts';
import type { Programme } from '../rules/programme.ts';
import type { Instant } from '../rules/time.ts';
import type { Change } from '../rules/weakening/change.ts';
import { compare, effective } from '../rules/weakening.ts';
import type { Dependencies } from './dependencies.ts';
import { type Current, currentProgramme, ENGINE, type InForce } from './organisation.ts';

/** A programme to be applied, with the file that says it. */
export interface Application {
  programme: Programme;
  /** The file's text, kept as evidence of what was applied. */
  source: string;
  /** Who applies: `USER@HOST`, or a person asserted. */
  actor: string;
  /** Purpose of changes that weaken the programme (6.3). */
  because?: string;
  accounts: Account[];
}

/** What applying did. */
export interface AppliedVersion {
  version: number;
  changes: Change[];
  /** Weakened keys that keep their old values until top management approves. */
  pending: string[];
}

/** A weakening was applied without a purpose (domain, section 3; ISO/IEC 27001, 6.3). */
export class PurposeMissing extends Error {
  override readonly name = 'PurposeMissing';
}

/** @returns what would be in force, with the weakened keys at their old values. */
export function inForceAfter(
  current: Current | undefined,
  programme: Programme,
  now: Instant,
): { inForce: InForce; changes: Change[] } {
  const version = (current?.version ?? 0) + 1;
  const changes = current ? compare(current.programme, programme, now) : [];
  const paths = changes.filter((c) => c.pending).map((c) => c.path);
  const kept = current && paths.length > 0 ? effective(current.programme, programme, paths) : programme;
  const applied = Object.fromEntries(
    kept.duties.map((d) => [d.id, cadence(current, kept, d.id, { at: now, version })]),
  );
  return { changes, inForce: { programme: kept, applied, ...(paths.length > 0 && { pending: { paths, programme } }) } };
}

/**
 * Makes a numbered, hashed version of the programme and puts it in force, except for its weakened keys.
 * @throws PurposeMissing if something gets weaker and no purpose is given: nothing is written then.
 */
export async function applyProgramme(deps: Dependencies, application: Application): Promise<AppliedVersion> {
  const now = deps.clock();
  const { programme, source, actor, because } = application;
  const current = await currentProgramme(deps.register);
  const { inForce, changes } = inForceAfter(current, programme, now);
  const pending = inForce.pending?.paths ?? [];
  if (pending.length > 0 && !because)
    throw new PurposeMissing(`These changes weaken the programme: ${pending.join(', ')}. Say why with --because.`);
  const blob = await deps.register.putBlob(Buffer.from(source), 'application/yaml');
  const version = await deps.register.write(async (tx) => {
    const state = pending.length > 0 ? 'pending' : 'effective';
    const added = await tx.addProgramme({
      at: now,
      source: blob,
      programme: inForce,
      state,
      actor,
      ...(because && { because }),
    });
    const body = { ...added, source: blob, pending, ...(because && { because: { text: because } }) };
    await tx.append([{ stream: 'programme', kind: 'applied', actor, at: now, body }]);
    await tx.putAccounts(application.accounts);
    return added.version;
  });
  return { version, changes, pending };
}

/** A cadence counts from the moment its version was applied; unchanged duties go on counting from when theirs was. */
function cadence(current: Current | undefined, next: Programme, id: string, fresh: Applied): Applied {
  const standing = current?.applied[id];
  if (!standing) return fresh;
  const [before, after] = [current.programme, next].map((p) => p.duties.find((d) => d.id === id));
  const dates = (d: typeof before) =>
    JSON.stringify([d?.first, d?.every, d?.until, d?.backfill, d?.shift, d?.subjects.map((s) => s.id)]);
  return dates(before) === dates(after) ? { at: standing.at, version: fresh.version } : fresh;
}

/** An account in the programme that could not be used. */
export interface AccountProblem {
  person: string;
  tracker: string;
  login: string;
  what: 'unknown' | 'the engine itself' | 'points elsewhere now';
}

/**
 * Resolves each person's login at each tracker to its immutable id, and the engine's own.
 * @throws TrackerError if a tracker cannot be asked.
 */
export async function resolveAccounts(
  deps: Dependencies,
  programme: Programme,
): Promise<{ accounts: Account[]; problems: AccountProblem[] }> {
  const known = await deps.register.accounts();
  const accounts: Account[] = [];
  const problems: AccountProblem[] = [];
  for (const { id: tracker, kind } of programme.trackers) {
    const tickets = deps.trackers.get(tracker);
    if (!tickets) continue;
    const { self } = await tickets.check();
    accounts.push({ tracker, person: ENGINE, login: self.login, accountId: self.id });
    for (const person of programme.people) {
      const login = person.accounts[kind];
      if (!login) continue;
      const found = await tickets.account(login);
      const before = known.find((a) => a.tracker === tracker && a.person === person.id && a.login === login);
      const problem = { person: person.id, tracker, login };
      if (!found) problems.push({ ...problem, what: 'unknown' });
      else if (found.id === self.id) problems.push({ ...problem, what: 'the engine itself' });
      else if (before && before.accountId !== found.id) problems.push({ ...problem, what: 'points elsewhere now' });
      else accounts.push({ tracker, person: person.id, login: found.login, accountId: found.id });
    }
  }
  return { accounts, problems };
}
