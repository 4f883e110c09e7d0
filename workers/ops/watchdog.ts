import type { Dependencies } from '../../activities/dependencies.ts';
import { currentProgramme, organisationOf } from '../../activities/organisation.ts';
import { reasonOf } from '../../activities/reason.ts';
import { type Silence, tellSilence, tellSilenceDirectly } from '../../activities/silence.ts';
import { type Pulse, pulseOf } from '../../activities/watch.ts';
import type { Organisation } from '../../rules/organisation.ts';
import { isDown } from '../../rules/pace.ts';
import { type Instant, later, msBetween } from '../../rules/time.ts';

const LOOK_MS = 60_000;

/** What was last seen of the engine, which is all that is known once the register does not answer. */
interface Known {
  org: Organisation;
  pulse: Pulse;
}

export interface Watchdog {
  /** Looks once. */
  look(): Promise<void>;
  end(): void;
}

/**
 * Looks once a minute whether anything goes round, in each process that lives, and has the lead told where nothing did (for a minute at
 * least). Only a silence that this process has itself lived through counts: after a start, or after the whole
 * machine slept, the planner gets its time first.
 */
export function keepWatch(deps: Dependencies, everyMs = LOOK_MS): Watchdog {
  const { register, clock, log } = deps;
  let known: Known | undefined;
  let told: Instant | undefined;
  let last = clock();
  let awakeSince = last;

  const look = async () => {
    const now = clock();
    if (msBetween(last, now) > 2 * everyMs) awakeSince = now;
    last = now;
    const found = await seeEngine(deps, now).catch((error) => {
      log('the engine could not be seen', { ...reasonOf(error) }, 'error');
      return 'unreadable' as const;
    });
    if (found === undefined) return;
    if (found !== 'unreadable') known = found;
    if (!known) return;
    const { since, interval } = known.pulse;
    const lived = later(since, awakeSince);
    if (msBetween(lived, now) <= everyMs || !isDown(lived, now, interval)) return;
    log('nothing goes round', { since }, 'error');
    const written = found !== 'unreadable' && (await tellByRegister(known.org, since, now));
    if (written || told === since) return;
    await tellSilenceDirectly(deps, known.org, { since });
    told = since;
  };

  /** @returns false where the register cannot be written. */
  const tellByRegister = async (org: Organisation, since: Instant, now: Instant): Promise<boolean> => {
    try {
      const { nextDeadline } = await register.figures(now, since);
      const silence: Silence = { since, ...(nextDeadline && { deadline: nextDeadline }) };
      await tellSilence(deps, org, silence);
      return true;
    } catch (error) {
      log('a silence could not be recorded', { ...reasonOf(error) }, 'error');
      return false;
    }
  };

  const timer = setInterval(() => {
    look().catch((error) => log('nobody could be told that nothing goes round', { ...reasonOf(error) }, 'error'));
  }, everyMs).unref();
  return { look, end: () => clearInterval(timer) };
}

async function seeEngine({ register }: Dependencies, now: Instant): Promise<Known | undefined> {
  const current = await currentProgramme(register);
  if (!current) return undefined;
  return {
    org: await organisationOf(register, current.programme, now),
    pulse: await pulseOf(register, current, now),
  };
}
