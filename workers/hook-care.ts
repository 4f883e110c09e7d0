import type { Log } from '../activities/dependencies.ts';
import { currentProgramme } from '../activities/organisation.ts';
import { reasonOf } from '../activities/reason.ts';
import type { Register } from '../register/register.ts';
import { hookCareOf } from './jira-tracker.ts';
import type { Surroundings } from './surroundings.ts';

/** Some webhooks live for thirty days: an hour between looks is often enough, and soon enough after a new programme. */
const LOOK_MS = 3_600_000;

/** Looks after the webhooks that trackers let run out. One that fails hides no other; what it would have told is found by asking. */
export async function careForHooks(
  register: Pick<Register, 'latestProgramme'>,
  around: Surroundings,
  log: Log,
  careOf = hookCareOf,
): Promise<void> {
  const current = await currentProgramme(register);
  for (const tracker of current?.programme.trackers ?? []) {
    try {
      const care = await careOf(tracker, around)?.();
      if (care && care.did !== 'nothing') log(`webhook ${care.did}`, { tracker: tracker.id, until: care.expires });
    } catch (error) {
      log('webhook could not be looked after', { tracker: tracker.id, ...reasonOf(error) }, 'warn');
    }
  }
}

/** Does so now and then; twice changes nothing. @returns a function that ends it. */
export function keepHooks(register: Register, around: Surroundings, log: Log): () => void {
  const look = () =>
    void careForHooks(register, around, log).catch((error) =>
      log('webhooks could not be looked after', { ...reasonOf(error) }, 'error'),
    );
  look();
  const timer = setInterval(look, LOOK_MS);
  return () => clearInterval(timer);
}
