import type { Register } from '../../register/register.ts';
import type { Programme } from '../../rules/programme.ts';
import { type Instant, msBetween } from '../../rules/time.ts';
import { compare } from '../../rules/weakening.ts';
import { type Current, currentProgramme } from '../organisation.ts';
import type { Finding } from './finding.ts';

/**
 * Looks whether the register is whole and can be written, when the planner last went round, and whether the file differs from what is
 * in force. @param programme what the file says, where it says something.
 */
export async function examineRegister(
  register: Register,
  programme: Programme | undefined,
  now: Instant,
): Promise<Finding[]> {
  const current = await currentProgramme(register);
  const lastTick = await register.lastTick();
  return [await condition(register), ...unapplied(current, programme, now), ...tick(current, lastTick, now)];
}

async function condition(register: Register): Promise<Finding> {
  const name = 'register';
  const { ok, events, broken } = await register.verify();
  if (!ok)
    return {
      name,
      level: 'problem',
      found: `damaged in ${broken} ${broken === 1 ? 'place' : 'places'}`,
      fix: 'dutybound verify says where',
    };
  // An empty transaction takes the write lock and leaves nothing behind.
  await register.write(async () => {});
  return { name, level: 'ok', found: `${events} events, chain intact` };
}

function unapplied(current: Current | undefined, programme: Programme | undefined, now: Instant): Finding[] {
  const name = 'in force';
  const next = 'dutybound preview, then apply';
  if (!current) return [{ name, level: 'note', found: 'no programme has been applied yet', fix: next }];
  if (!programme) return [];
  const changes = compare(current.pending?.programme ?? current.programme, programme, now).length;
  const many = changes === 1 ? 'one change of the file is' : `${changes} changes of the file are`;
  if (changes > 0) return [{ name, level: 'note', found: `v${current.version}; ${many} not applied`, fix: next }];
  if (!current.pending) return [{ name, level: 'ok', found: `v${current.version}, as in the file` }];
  const { paths, denied } = current.pending;
  const found = `v${current.version}, but for ${paths.join(', ')}: ${denied ? 'denied by top management' : 'waits for top management'}`;
  return [{ name, level: 'note', found }];
}

function tick(current: Current | undefined, last: Instant | undefined, now: Instant): Finding[] {
  if (!current || !last) return [];
  const behind = msBetween(last, now);
  if (behind <= 3 * current.programme.pace.planner)
    return [{ name: 'planner', level: 'ok', found: `went round ${Math.round(behind / 1000)} s ago` }];
  return [{ name: 'planner', level: 'note', found: `has not gone round since ${last}`, fix: 'dutybound up' }];
}
