import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dependencies } from '../../activities/dependencies.ts';
import { problemsIn } from '../../activities/doctor/finding.ts';
import { examine } from '../../activities/doctor.ts';
import { applyProgramme } from '../../activities/programme/apply.ts';
import { createGitHubTickets } from '../../integrations/tickets/github/tickets.ts';
import type { Tickets } from '../../integrations/tickets/port.ts';
import { openRegister } from '../../register/open.ts';
import { projections } from '../../register/projections/all.ts';
import type { RecordName } from '../../register/records.ts';
import type { Programme } from '../../rules/programme.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { createNotices } from '../notices.ts';
import type { Engine } from '../temporal-client.ts';
import type { StoryClock } from './clock.ts';
import { companyOf, ENGINE, playedBy, playedSecrets, TOKEN } from './company.ts';
import type { Stage } from './director.ts';

const MEMORY = '/dev/shm';
/** More than the register of ten years takes. */
const ROOM_BYTES = 512 * 1024 * 1024;

/** A played company: its tracker and mailbox, its register, and the programme as it is played. */
export interface PlayedStage extends Stage {
  sandbox: Sandbox;
  programme: Programme;
  /** Has every open record looked at again: their runs were lost. */
  wakeAll(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Makes the company of a programme in folders and ports of its own, and applies the programme.
 * @param engine the one that runs at the moment.
 * @throws Error if the programme cannot be played: what `doctor` would say.
 */
export async function setStage(
  { programme: written, source }: { programme: Programme; source: string },
  clock: StoryClock,
  engine: () => Pick<Engine, 'wake' | 'stage' | 'drain'>,
): Promise<PlayedStage> {
  const folder = mkdtempSync(join(quickFolder(), 'dutybound-simulation-'));
  const sandbox = await startSandbox({ now: clock.ms, ...companyOf(written).seed });
  const programme = playedBy(sandbox, written);
  const url = `sqlite:${join(folder, 'register.sqlite')}`;
  const register = await openRegister({ url, clock: clock.now, projections, create: true });
  const trackers = trackersOf(programme, sandbox, clock);
  const ring = async (work: () => Promise<void>) => {
    if (!stage.down) await work();
  };
  const deps: Dependencies = {
    register: { ...register, lastTick: async () => (stage.ticking ? clock.now() : register.lastTick()) },
    trackers,
    notices: createNotices(programme, playedSecrets, clock.now),
    clock: clock.now,
    wake: (names) => ring(() => engine().wake(names)),
    stage: (key) => ring(() => engine().stage(key)),
    drain: (tracker) => ring(() => engine().drain(tracker)),
    owner: 'simulation',
    log: () => {},
  };
  const stage: PlayedStage = {
    sandbox,
    programme,
    clock,
    deps,
    trackers: programme.trackers.map(({ id }) => id),
    down: false,
    ticking: false,
    onChange(hear) {
      sandbox.store.listeners.add(({ ticket, actor }) => {
        if (actor.login !== ENGINE) hear(ticket.repository.name, String(ticket.id));
      });
    },
    async wakeAll() {
      const open = await register.openRecords();
      await deps.wake(open.map(({ table, key }): RecordName => ({ table, key })));
      for (const tracker of stage.trackers) await deps.drain(tracker);
    },
    async close() {
      await register.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await apply(stage, source);
  } catch (error) {
    await stage.close();
    throw error;
  }
  return stage;
}

/** They reach the sandbox without a socket, which is half of what a call costs. */
function trackersOf({ trackers }: Programme, { fetch }: Sandbox, { ms: now }: StoryClock): Map<string, Tickets> {
  const made = trackers.map(({ id, api, target, settle: settleMs }) =>
    createGitHubTickets({ id, api, target, token: () => TOKEN, now, settleMs, fetch }),
  );
  return new Map(made.map((tickets) => [tickets.id, tickets]));
}

/** In memory, where there is room: nothing of it is kept, and every commit to a disk would be waited for. */
function quickFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ROOM_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

async function apply({ deps, programme }: PlayedStage, source: string): Promise<void> {
  const set = { programme, trackers: deps.trackers, notices: undefined, known: [], locate: () => 'isms.yaml' };
  const { accounts, findings } = await examine(set);
  const problems = problemsIn(findings).map(({ name, found, fix }) => `${name}: ${found}${fix ? `; ${fix}` : ''}`);
  if (problems.length > 0) throw new Error(`The programme cannot be played:\n${problems.join('\n')}`);
  await applyProgramme(deps, { programme, source, actor: 'simulation', accounts });
}
