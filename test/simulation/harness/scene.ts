import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemsIn } from '../../../activities/doctor/finding.ts';
import { examine } from '../../../activities/doctor.ts';
import { raiseFound } from '../../../activities/openings/raise.ts';
import { currentProgramme, loadOrganisation } from '../../../activities/organisation.ts';
import { applyProgramme } from '../../../activities/programme/apply.ts';
import { parseProgramme } from '../../../config/programme.ts';
import { createNotices } from '../../../integrations/notices/channels.ts';
import { createMail } from '../../../integrations/notices/mail.ts';
import { openRegister } from '../../../register/open.ts';
import { projections } from '../../../register/projections/all.ts';
import type { Finding } from '../../../rules/nonconformity/finding.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.ts';
import type { StoryClock } from '../../../workers/simulation/clock.ts';
import type { Stage } from '../../../workers/simulation/director.ts';
import type { Engine } from '../../../workers/temporal-client.ts';
import { workflowId } from '../../../workflows/messages.ts';
import {
  type Board,
  boardOf,
  companyAt,
  ENGINE,
  type Kind,
  type SeenTicket,
  type Spot,
  TOKEN,
  token,
} from './board/board.ts';
import { programmeAt } from './programme.ts';
import { runsOf } from './runs.ts';

/** Where a story takes place: the tracker with its people, the register, and what the engine's activities need. */
export interface Scene extends Stage, Pick<Sandbox, 'act' | 'faults' | 'mailbox' | 'writeLog'> {
  board: Board;
  /** The engine's own login. */
  engine: string;
  /** What the engine wrote into its log. */
  logged: string[];
  /** Ids of the workflows that were woken. */
  runs: Set<string>;
  /** The newest ticket with this in its title, or the first ticket. @throws Error if there is none. */
  ticket(titled?: string): SeenTicket & Spot;
  apply(programme: string, because?: string): Promise<void>;
  raise(finding: Finding): Promise<void>;
  close(): Promise<void>;
}

/** Sets the scene; nothing is applied yet. */
export async function setScene(
  kind: Kind,
  clock: StoryClock,
  engine: Pick<Engine, 'wake' | 'stage' | 'drain'>,
): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'dutybound-simulation-'));
  const sandbox = await startSandbox({ now: clock.ms, ...companyAt(kind) });
  const register = await openRegister({
    url: `sqlite:${join(folder, 'register.sqlite')}`,
    clock: clock.now,
    projections,
    create: true,
  });
  token.engine = TOKEN;
  const board = boardOf(kind, sandbox, clock);
  const { act, faults, mailbox, writeLog } = sandbox;
  const mail = createMail({ url: `smtp://127.0.0.1:${sandbox.smtpPort}`, from: 'isms@example.com', now: clock.now });
  const runs = new Set<string>();
  const logged: string[] = [];
  const scene: Scene = {
    act,
    faults,
    mailbox,
    writeLog,
    board,
    clock,
    runs,
    logged,
    engine: ENGINE,
    trackers: [kind],
    onChange: (hear) => board.onChange((ticket, login) => login !== ENGINE && hear(kind, ticket)),
    down: false,
    ticking: false,
    deps: {
      register: { ...register, lastTick: async () => (scene.ticking ? clock.now() : register.lastTick()) },
      trackers: new Map([[kind, board.tickets]]),
      notices: createNotices({ mail }),
      clock: clock.now,
      async wake(names) {
        for (const id of names.flatMap(runsOf)) runs.add(id);
        if (!scene.down) await engine.wake(names);
      },
      async stage(key) {
        runs.add(workflowId.nonconformity(key));
        if (!scene.down) await engine.stage(key);
      },
      async drain(tracker) {
        runs.add(workflowId.deliver(tracker));
        if (!scene.down) await engine.drain(tracker);
      },
      owner: 'simulation',
      log: (message, fields) => {
        logged.push(`${clock.now()} ${message} ${JSON.stringify(fields ?? {})}`);
      },
    },
    ticket(titled) {
      const all = board.seen().filter(({ state }) => state !== 'gone');
      const newest = (words: string) =>
        all.findLast(({ title }) => title.endsWith(words)) ?? all.findLast(({ title }) => title.includes(words));
      const found = titled === undefined ? all[0] : newest(titled);
      if (found) return { ...found, ...board.spotOf(found.number) };
      throw new Error(
        `${clock.now()}: no ticket ${titled ?? 'at all'}; there are: ${all.map(({ title }) => title).join(' | ')}`,
      );
    },
    async apply(text, because) {
      const source = programmeAt(kind, text);
      const parsed = parseProgramme(source, 'isms.yaml');
      if ('mistakes' in parsed) throw new Error(JSON.stringify(parsed.mistakes));
      const { programme } = parsed;
      const known = await register.accounts();
      const { trackers } = scene.deps;
      const set = { programme, trackers, notices: undefined, known, locate: () => 'isms.yaml' };
      const { accounts, findings } = await examine(set);
      if (problemsIn(findings).length > 0) throw new Error(JSON.stringify(findings));
      await applyProgramme(scene.deps, {
        programme: parsed.programme,
        source,
        actor: 'mara@desk',
        accounts,
        ...(because && { because }),
      });
    },
    async raise(finding) {
      const now = clock.now();
      const [org, current] = [await loadOrganisation(register, now), await currentProgramme(register)];
      const name = await register.write((tx) => raiseFound({ tx, org, version: current?.version ?? 0, now }, finding));
      await scene.deps.wake([name, ...name.also]);
    },
    async close() {
      await register.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return scene;
}
