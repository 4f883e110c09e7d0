import { managementTrackerOf, typed } from '../../rules/organisation.ts';
import type { Programme } from '../../rules/programme.ts';
import type { Instant } from '../../rules/time.ts';
import { compare } from '../../rules/weakening.ts';
import { saidChanges, saidWithPlace } from '../../rules/wording/difference.ts';
import type { Current } from '../organisation.ts';
import type { Finding } from './finding.ts';

const name = 'in force';

/** Looks whether the file differs from what is in force. @param programme what the file says, where it says something. */
export function examineInForce(
  current: Current | undefined,
  programme: Programme | undefined,
  place: string,
  now: Instant,
): Finding[] {
  const at = { name, level: 'note', place } as const;
  const fix = 'dutybound preview, then apply';
  if (!current) return [{ ...at, what: 'nothing-applied', found: 'no programme has been applied yet', fix }];
  if (!programme) return [];
  const { version, pending } = current;
  const changes = compare(pending?.programme ?? current.programme, programme, now).length;
  const many = changes === 1 ? 'one change of the file is' : `${changes} changes of the file are`;
  if (changes > 0) return [{ ...at, what: 'not-applied', found: `v${version}; ${many} not applied`, fix }];
  if (!pending) return [{ name, level: 'ok', found: `v${version}, as in the file` }];
  const waiting = compare(current.programme, pending.programme, now).filter((c) => pending.paths.includes(c.path));
  const what = saidChanges(waiting, current.programme, pending.programme).map(saidWithPlace).join('; ');
  const decided = pending.denied ? 'top management denied' : 'waits for top management';
  const [approve, deny] = ['approve', 'deny'].map((word) =>
    typed(current, word, managementTrackerOf(current.programme)),
  );
  const next = pending.denied
    ? 'take it out of the file, or ask again with another change'
    : `${approve} or ${deny} in its ticket`;
  return [{ ...at, what: 'pending', found: `v${version}, but for what ${decided}: ${what}`, fix: next }];
}
