import { RegisterError } from '../../register/errors.ts';
import type { Register } from '../../register/register.ts';
import { type Break, isProjected } from '../../register/verify/breaks.ts';
import type { Finding } from './finding.ts';

const name = 'register';

/** Looks whether the register is what its log says, and can be written. @param place where it lies. */
export async function examineRegister(register: Register, place: string): Promise<Finding[]> {
  const { ok, events, broken, projected, breaks } = await register.verify();
  const unwritable = await writing(register, place);
  if (ok)
    return unwritable ?? [{ name, level: 'ok', found: `${events} ${events === 1 ? 'event' : 'events'}, chain intact` }];
  const torn = breaks.find((b) => !isProjected(b));
  const differing = breaks.find(isProjected);
  return [
    ...(torn ? [damaged('chain', torn, broken - projected, place)] : []),
    ...(differing ? [damaged('projection', differing, projected, place)] : []),
    ...(unwritable ?? []),
  ];
}

const damages = {
  chain: {
    what: 'the log, or what it stands on, was changed or lost',
    fix: 'stop the engine; dutybound verify says where; restore the last backup that verifies, and find out who did it',
    allowed: 'what was written, unchanged',
  },
  projection: {
    what: 'rows differ from what the log says',
    fix: 'dutybound verify says where; dutybound register rebuild makes them anew from the log',
    allowed: 'rows as the log folds them',
  },
};

function damaged(what: 'chain' | 'projection', first: Break, count: number, place: string): Finding {
  const { what: means, fix, allowed } = damages[what];
  const places = count === 1 ? 'one place' : `${count} places`;
  const found = `${means}: ${places}, first ${first.where}`;
  return { name, level: 'problem', what, place, found, fix, allowed, operational: true };
}

/** An empty transaction takes the write lock and leaves nothing behind. */
async function writing(register: Register, place: string): Promise<Finding[] | undefined> {
  try {
    await register.write(async () => {});
    return undefined;
  } catch (error) {
    if (!(error instanceof RegisterError)) throw error;
    return [unusableRegister(error, place)];
  }
}

/** @returns the finding for a register that cannot be opened, read, or written. */
export function unusableRegister(error: unknown, place: string): Finding {
  const found = error instanceof Error ? error.message : String(error);
  const fix = 'mend that; --data or --register may name another place';
  const allowed = 'a folder with a register, sqlite:PATH, or postgres://USER:PASSWORD@HOST:PORT/DATABASE that answers';
  return { name, level: 'problem', what: 'register', place, found, fix, allowed };
}
