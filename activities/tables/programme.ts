import { eventsIn } from '../../register/events.ts';
import type { Reads } from '../../register/register.ts';
import type { Programme } from '../../rules/programme.ts';
import type { Instant } from '../../rules/time.ts';
import { compare } from '../../rules/weakening.ts';
import { inForceOf } from '../organisation.ts';
import { isRedacted } from './redacted.ts';
import type { TableKind } from './table.ts';

/** Every version of the programme: what changed in the ISMS, what of it got weaker, why, by whom, and who approved that (6.3). */
export const programmes: TableKind = {
  source: 'versions of the programme',
  about: 'each applied version: what changed, what got weaker, purpose, by whom, and what top management decided',
  rows: async ({ register }) => {
    const decided = await decisionsIn(register);
    const rows = [];
    let before: Kept | undefined;
    const history = await register.programmeHistory();
    const newest = history.at(-1)?.version;
    for (const { version, at, actor, state, because, hash } of history) {
      const kept = await keptAs(register, version);
      rows.push({
        version,
        applied: at,
        by: actor,
        // Only the newest one is waited for: what is approved takes effect there.
        state: state === 'pending' && version !== newest ? 'superseded' : state,
        ...differencesOf(before, kept, at),
        because: because ?? '',
        decided: decided.get(version) ?? '',
        hash,
      });
      before = kept;
    }
    return rows;
  },
};

/** What a version asked for, and what was in force under its number in the end; a version whose file was taken out has neither. */
type Kept = { asked: Programme; inForce: Programme } | 'redacted';

async function keptAs(register: Reads, version: number): Promise<Kept> {
  const found = await register.programme(version);
  if (!found || isRedacted(found.programme)) return 'redacted';
  const { programme, pending } = inForceOf(found);
  return { asked: pending?.programme ?? programme, inForce: programme };
}

/** What a version changed in what was in force before it, weighed as it was when it was applied. */
function differencesOf(before: Kept | undefined, after: Kept, applied: Instant): { changed: string; weaker: string } {
  if (before === undefined) return { changed: 'the first one', weaker: '' };
  if (before === 'redacted' || after === 'redacted') return { changed: '[redacted]', weaker: '' };
  const changes = compare(before.inForce, after.asked, applied);
  return {
    changed: changes.map(({ path, what }) => `${path}: ${what}`).join('; '),
    weaker: changes.flatMap(({ path, weaker }) => (weaker ? path : [])).join(' '),
  };
}

/** @returns by version what top management decided about what waited for it. */
async function decisionsIn(register: Reads): Promise<Map<number, string>> {
  const decisions = new Map<number, string>();
  const kinds = ['approved', 'denied'];
  for await (const { kind, actor, at, body } of eventsIn(register, { stream: 'programme', kinds, words: 'hashes' }))
    decisions.set(Number(body.version), `${kind} by ${actor.replace(/^person:/, '')}, ${at}`);
  return decisions;
}
