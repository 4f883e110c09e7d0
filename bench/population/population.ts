import { type Current, currentProgramme } from '../../activities/organisation.ts';
import { applyProgramme } from '../../activities/programme/apply.ts';
import { parseProgramme } from '../../config/programme.ts';
import { openRegister } from '../../register/open.ts';
import { projections } from '../../register/projections/all.ts';
import type { Account } from '../../register/trackers.ts';
import type { Instant } from '../../rules/time.ts';
import { LOGINS, TRACKER } from '../site/company.ts';
import { type Filled, fill } from './fill.ts';
import { beginOf, populationText, type Size } from './programme.ts';

/** A register with a past, and what is in it. */
export interface Population extends Filled {
  path: string;
  now: Instant;
}

/**
 * Makes a register as the engine would have left it: a programme of weekly duties in force for some weeks, each task of them opened, and
 * those that were due by now handed in and verified. Its tickets are nowhere.
 * @param path of the register, which must not be there yet.
 */
export async function populate(path: string, size: Size): Promise<Population> {
  const now = Date.now();
  const current = await applied(path, size, now);
  const instant = new Date(now).toISOString();
  const window = { begin: new Date(beginOf(size, now)).toISOString(), now: instant };
  let number = 0;
  const filled = await fill(path, current, window, async () => {
    number += 1;
    const url = `https://git.example.com/example/isms/issues/${number}`;
    return { tracker: TRACKER, id: `${500_000 + number}`, number: `#${number}`, url };
  });
  return { ...filled, path, now: instant };
}

/** Makes a register whose programme was applied at the beginning. */
async function applied(path: string, size: Size, now: number): Promise<Current> {
  const source = populationText(size, 'http://127.0.0.1:1/api/v3', now);
  const parsed = parseProgramme(source, 'isms.yaml');
  if ('mistakes' in parsed) throw new Error(`the bench's programme: ${JSON.stringify(parsed.mistakes)}`);
  const begin = new Date(beginOf(size, now)).toISOString();
  const clock = () => begin;
  const register = await openRegister({ url: `sqlite:${path}`, clock, projections, create: true });
  try {
    const application = { programme: parsed.programme, source, actor: 'mara@bench', accounts: accounts() };
    await applyProgramme({ register, clock }, application);
    return inForce(await currentProgramme(register));
  } finally {
    await register.close();
  }
}

/** @throws Error before a programme was applied. */
export function inForce(current: Current | undefined): Current {
  if (current) return current;
  throw new Error('no programme is in force');
}

function accounts(): Account[] {
  return Object.entries(LOGINS).map(([person, login], i) => ({
    tracker: TRACKER,
    person,
    login,
    accountId: `${1000 + i}`,
  }));
}
