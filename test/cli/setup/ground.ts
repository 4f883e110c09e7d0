import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createActivities } from '../../../activities/create.ts';
import type { Dependencies } from '../../../activities/dependencies.ts';
import type { Finding } from '../../../activities/doctor/finding.ts';
import { examine } from '../../../activities/doctor.ts';
import { applyProgramme } from '../../../activities/programme/apply.ts';
import { parseProgramme } from '../../../config/programme.ts';
import { createNotices } from '../../../integrations/notices/channels.ts';
import { buildIntake } from '../../../integrations/webhooks/intake.ts';
import { openRegister } from '../../../register/open.ts';
import { projections } from '../../../register/projections/all.ts';
import type { RecordName } from '../../../register/records.ts';
import type { Programme } from '../../../rules/programme.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.ts';
import { deliveryNotes } from '../../../workers/delivery-notes.ts';
import { createTrackers } from '../../../workers/trackers.ts';
import { company, isms, REPO, type Said, TOKEN } from '../company.ts';
import { type Desk, desk } from '../desk.ts';

export const HOOK_SECRET = 'PlantedHookSecret4711';
/** What a programme says that has a webhook. */
export const WEBHOOK = `webhook_secret: "\${env:HOOK_SECRET}"`;
const DAY_MS = 86_400_000;
const ROUNDS = 3;

/** An installation of its own, in order until something is planted. */
export interface Ground {
  sandbox: Sandbox;
  here: Desk;
  /** Its data folder, and the register in it. */
  data: string;
  register: string;
  /** Writes the programme. @param change made to its text. */
  say(said?: Partial<Said>, change?: (text: string) => string): void;
  /** Applies what the file says, as if it had been days ago. */
  applied(daysAgo?: number): Promise<void>;
  /** Does something with what an engine's process has. */
  work(does: (deps: Dependencies) => Promise<void>): Promise<void>;
  /** Opens what is due, with its tickets. */
  opens(): Promise<void>;
  /** Runs a webhook's intake until the ground is closed. @returns where deliveries go. */
  intake(): Promise<string>;
  /** Has the repository deliver to an address. */
  hook(url: string, secret: string): Promise<void>;
  /** Called when the ground is closed. */
  later(does: () => unknown): void;
  close(): Promise<void>;
}

/** What `doctor` answers with `--json`. */
export interface Answer {
  ok: boolean;
  problems: number;
  notes: number;
  findings: Finding[];
}

export async function openGround(): Promise<Ground> {
  const sandbox = await startSandbox(company);
  const here = desk();
  Object.assign(here.env, { HOOK_SECRET });
  await here.run('init', '--yes');
  const data = join(here.folder, '.dutybound');
  const register = join(data, 'register.sqlite');
  const closing: (() => unknown)[] = [() => here.end(), () => sandbox.close()];
  const open = (clock: () => string) => openRegister({ url: `sqlite:${register}`, clock, projections });
  const ground: Ground = {
    sandbox,
    here,
    data,
    register,
    say(said = {}, change = (text) => text) {
      here.write('isms.yaml', change(isms({ api: sandbox.apiUrl, smtp: sandbox.smtpPort, ...said })));
    },
    async applied(daysAgo = 0) {
      const at = new Date(Date.now() - daysAgo * DAY_MS).toISOString();
      const { programme, source } = programmeOf(here);
      const trackers = createTrackers(programme, here.env, Date.now);
      const own = await open(() => at);
      try {
        const set = { programme, trackers, notices: undefined, known: [], locate: () => '' };
        const { accounts } = await examine(set);
        const deps = { ...idle, register: own, trackers, clock: () => at, wake: async () => {} };
        await applyProgramme(deps, { programme, source, actor: 'mara@desk', accounts });
      } finally {
        await own.close();
      }
    },
    async work(does) {
      const clock = () => new Date().toISOString();
      const own = await open(clock);
      const trackers = createTrackers(programmeOf(here).programme, here.env, Date.now);
      await does({ ...idle, register: own, trackers, clock, wake: async () => {} }).finally(() => own.close());
    },
    opens: () => ground.work(openAll),
    async intake() {
      const own = await open(() => new Date().toISOString());
      const trackers = createTrackers(programmeOf(here).programme, here.env, Date.now);
      const notes = deliveryNotes({ register: own, clock: () => new Date().toISOString(), log: () => {} });
      const app = buildIntake({
        adapters: Object.fromEntries(trackers),
        ring: async () => {},
        seenThrough: async () => ({}),
        delivered: notes.note,
        log: () => {},
      });
      closing.push(async () => {
        await app.close();
        await notes.settled();
        await own.close();
      });
      return `${await app.listen({ host: '127.0.0.1', port: 0 })}/hooks/github`;
    },
    async hook(url, secret) {
      sandbox.act.grant(REPO, 'dutybound-bot', 'admin');
      const config = { url, secret, content_type: 'json' };
      const answer = await fetch(`${sandbox.apiUrl}/repos/${REPO}/hooks`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'user-agent': 'test', 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'web', active: true, events: ['issues', 'issue_comment'], config }),
      });
      if (answer.status !== 201) throw new Error(`no webhook: ${answer.status}`);
      sandbox.act.grant(REPO, 'dutybound-bot', 'push');
      await sandbox.hooks.settled();
    },
    later: (does) => void closing.push(does),
    async close() {
      while (closing.length > 0) await closing.pop()?.();
    },
  };
  mkdirSync(data, { recursive: true });
  ground.say();
  return ground;
}

const idle = {
  notices: createNotices({}),
  stage: async () => {},
  drain: async () => {},
  owner: 'test',
  log: () => {},
};

function programmeOf(here: Desk): { programme: Programme; source: string } {
  const source = readFileSync(join(here.folder, 'isms.yaml'), 'utf8');
  const parsed = parseProgramme(source, 'isms.yaml');
  if ('mistakes' in parsed) throw new Error(JSON.stringify(parsed.mistakes));
  return { programme: parsed.programme, source };
}

/** Without Temporal: what is woken is stepped, one after the other. */
async function openAll(deps: Dependencies): Promise<void> {
  const woken: RecordName[] = [];
  const engine = createActivities({ ...deps, wake: async (names) => void woken.push(...names) });
  await engine.openDue();
  for (let round = 0; round < ROUNDS; round++)
    for (const { table, key } of woken.splice(0))
      await (table === 'occurrence' ? engine.stageSingle(key) : engine.step(key));
}
