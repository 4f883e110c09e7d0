import { eventsIn } from '../../register/events.ts';
import type { ProgrammeVersion } from '../../register/programmes.ts';
import type { Reads } from '../../register/register.ts';
import type { Programme } from '../../rules/programme.ts';
import type { Instant } from '../../rules/time.ts';
import { compare } from '../../rules/weakening.ts';
import { inForceOf } from '../organisation.ts';
import { isRedacted } from '../tables/redacted.ts';

/** A version of the programme, with what it changed and what became of that. */
export interface VersionLine extends Omit<ProgrammeVersion, 'programme'> {
  /** Each difference in words. */
  changed: string;
  /** Paths of what got weaker: `duties.access-review.every`. */
  weaker: string[];
  /** What top management said of what waited for it. */
  decided?: Decision;
}

interface Decision {
  decision: 'approved' | 'denied';
  by: string;
  at: Instant;
}

/** @returns every version of the programme, oldest first (6.3). */
export async function versionLines(register: Reads): Promise<VersionLine[]> {
  const decided = await decisionsIn(register);
  const history = await register.programmeHistory();
  const newest = history.at(-1)?.version;
  const lines: VersionLine[] = [];
  let before: Kept | undefined;
  for (const version of history) {
    const kept = await keptAs(register, version.version);
    const decision = decided.get(version.version);
    lines.push({
      ...version,
      // Only the newest one is waited for: what is approved takes effect there.
      state: version.state === 'pending' && version.version !== newest ? 'superseded' : version.state,
      ...differencesOf(before, kept, version.at),
      ...(decision && { decided: decision }),
    });
    before = kept;
  }
  return lines;
}

/** What a version asked for, and what was in force under its number in the end; a version whose file was taken out has neither. */
type Kept = { asked: Programme; inForce: Programme } | 'redacted';

async function keptAs(register: Reads, version: number): Promise<Kept> {
  const found = await register.programme(version);
  if (!found || isRedacted(found.programme)) return 'redacted';
  const { programme, pending } = inForceOf(found);
  return { asked: pending?.programme ?? programme, inForce: programme };
}

/** What a version changed in what was in force before it, weighed as it was when it was applied. */
function differencesOf(
  before: Kept | undefined,
  after: Kept,
  applied: Instant,
): Pick<VersionLine, 'changed' | 'weaker'> {
  if (before === undefined) return { changed: 'the first one', weaker: [] };
  if (before === 'redacted' || after === 'redacted') return { changed: '[redacted]', weaker: [] };
  const changes = compare(before.inForce, after.asked, applied);
  return {
    changed: changes.map(({ path, what }) => `${path}: ${what}`).join('; '),
    weaker: changes.flatMap(({ path, weaker }) => (weaker ? path : [])),
  };
}

/** @returns by version what top management decided about what waited for it. */
async function decisionsIn(register: Reads): Promise<Map<number, Decision>> {
  const decisions = new Map<number, Decision>();
  const kinds = ['approved', 'denied'];
  for await (const { kind, actor, at, body } of eventsIn(register, { stream: 'programme', kinds, words: 'hashes' })) {
    const decision = kind === 'approved' ? 'approved' : 'denied';
    decisions.set(Number(body.version), { decision, by: actor.replace(/^person:/, ''), at });
  }
  return decisions;
}
