import { hostname } from 'node:os';
import type { Dependencies, Log } from '../activities/dependencies.ts';
import { type Current, currentProgramme, organisationOf } from '../activities/organisation.ts';
import type { Notices } from '../integrations/notices/notices.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import type { Register } from '../register/register.ts';
import { systemClock } from './installation.ts';
import { createNotices } from './notices.ts';
import type { Environment } from './secrets.ts';
import type { Engine } from './temporal-client.ts';
import { createTrackers } from './trackers.ts';

/** Dependencies that follow the programme: what comes into force brings its own trackers and notices without a restart. */
export interface LiveDependencies {
  deps: Dependencies;
  /** Looks whether something else is in force. @returns what is in force, undefined before the first `apply`. */
  refresh(): Promise<Current | undefined>;
}

export interface Parts {
  register: Register;
  engine: Pick<Engine, 'wake' | 'stage' | 'drain'>;
  env: Environment;
  /** The data folder, where logins keep what changes. */
  folder?: string;
  log: Log;
  /** Sees each tracker's adapter before it is used; default as it is. */
  wrap?: (tickets: Tickets) => Tickets;
}

/** Puts together what activities need. Call `refresh` once before use, and now and then. */
export function liveDependencies(parts: Parts): LiveDependencies {
  const { register, engine, env, folder, log, wrap = (tickets) => tickets } = parts;
  const trackers = new Map<string, Tickets>();
  let notices: Notices = createNotices(undefined, env);
  let seen: string | undefined;
  const deps: Dependencies = {
    register,
    trackers,
    notices: { send: (notice) => notices.send(notice), check: () => notices.check() },
    clock: systemClock,
    wake: (names) => engine.wake(names),
    stage: (nonconformity) => engine.stage(nonconformity),
    drain: (tracker) => engine.drain(tracker),
    owner: `${hostname()}:${process.pid}`,
    log,
  };
  return {
    deps,
    async refresh() {
      const current = await currentProgramme(register);
      if (!current || current.hash === seen) return current;
      const { self } = await organisationOf(register, current.programme, systemClock());
      const made = createTrackers(current.programme, env, Date.now, self, folder);
      trackers.clear();
      for (const [id, tickets] of made) trackers.set(id, wrap(tickets));
      notices = createNotices(current.programme, env);
      seen = current.hash;
      return current;
    },
  };
}
