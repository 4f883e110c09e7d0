import { createActivities } from '../../activities/create.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { examine } from '../../activities/doctor.ts';
import { raiseFound } from '../../activities/openings/raise.ts';
import { loadOrganisation } from '../../activities/organisation.ts';
import { applyProgramme } from '../../activities/programme/apply.ts';
import { parseProgramme } from '../../config/programme.ts';
import { createNotices } from '../../integrations/notices/channels.ts';
import { createGitHubTickets } from '../../integrations/tickets/github/tickets.ts';
import { openRegister } from '../../register/open.ts';
import { projections } from '../../register/projections/all.ts';
import type { RecordName } from '../../register/records.ts';
import type { Finding } from '../../rules/nonconformity/finding.ts';
import { stagesOf } from '../../rules/stages.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { installationIn } from '../../workers/installation.ts';
import { company, isms, REPO, TOKEN } from './company.ts';

/** The engine's activities on a clock that stands still, without Temporal: woken records are stepped one after the other. */
export interface Scene {
  sandbox: Sandbox;
  deps: Dependencies;
  now(): string;
  set(now: string): void;
  /** @param who people, in place of the scene's. */
  apply(duties: string, because?: string, who?: string): Promise<void>;
  raise(finding: Partial<Finding>): Promise<string>;
  /** Opens what is due, looks at every open record, and delivers, until nothing is left to do at this instant. */
  settle(): Promise<void>;
  /** Lets the engine work on what a command wrote, which goes by the machine's clock. */
  goesOn(): Promise<void>;
  says(login: string, ticket: number, text: string): void;
  close(): Promise<void>;
}

const ROUNDS = 4;
/** Stages that a workflow begins beside the one before. */
const BESIDE: Record<string, string[]> = { incident: ['triage', 'notify'], certification: ['ready', 'findings'] };

/** Sets the scene in a data folder. @param smtp port of a mail server that the programme names; without it no mail is set up. @param people in place of the usual ones. @param tracker more of its keys. */
export async function setScene(
  folder: string,
  start: string,
  smtp?: number,
  people?: string,
  tracker?: string,
): Promise<Scene> {
  let at = start;
  const clock = () => at;
  const ms = () => Date.parse(at);
  const sandbox = await startSandbox({ ...company, now: ms });
  const register = await openRegister({ url: installationIn(folder).registerUrl, clock, projections, create: true });
  const tickets = createGitHubTickets({
    id: 'github',
    api: sandbox.apiUrl,
    target: REPO,
    token: () => TOKEN,
    now: ms,
    wait: async () => {},
  });
  const woken: RecordName[] = [];
  const rung = new Set<string>();
  const deps: Dependencies = {
    register,
    trackers: new Map([['github', tickets]]),
    notices: createNotices({}),
    clock,
    wake: async (names) => void woken.push(...names),
    stage: async (key) => void woken.push({ table: 'nonconformity', key }),
    drain: async (tracker) => void rung.add(tracker),
    owner: 'test',
    log: () => {},
  };
  const engine = createActivities(deps);
  const lead = async (key: string) => {
    const { kind } = await engine.kindOf(key);
    let isWaiting = false;
    for (const stage of kind ? stagesOf(kind) : []) {
      if (isWaiting && !BESIDE[kind ?? '']?.includes(stage)) return;
      const { done } = await engine.stage(key, stage);
      isWaiting ||= !done;
    }
    if (!isWaiting) await engine.conclude(key);
  };
  const run = async ({ table, key }: RecordName) => {
    if (table === 'occurrence') return lead(key);
    if (table === 'nonconformity') await engine.stageNonconformity(key);
    return engine.step(key);
  };
  const scene: Scene = {
    sandbox,
    deps,
    now: clock,
    set: (now) => {
      at = now;
    },
    async apply(duties, because, who = people) {
      const source = isms({
        api: sandbox.apiUrl,
        duties,
        ...(smtp && { smtp }),
        ...(who && { people: who }),
        ...(tracker && { tracker }),
      });
      const parsed = parseProgramme(source, 'isms.yaml');
      if ('mistakes' in parsed) throw new Error(JSON.stringify(parsed.mistakes));
      const { programme } = parsed;
      const set = { programme, trackers: deps.trackers, notices: undefined, known: [], locate: () => 'isms.yaml' };
      const { accounts } = await examine(set);
      await applyProgramme(deps, { programme, source, actor: 'mara@desk', accounts, ...(because && { because }) });
    },
    async raise(finding) {
      const org = await loadOrganisation(deps.register, at);
      const whole: Finding = { ...leavers, ...finding };
      const raised = await deps.register.write((tx) => raiseFound({ tx, org, version: 1, now: at }, whole));
      woken.push(...raised.also);
      return raised.key;
    },
    async settle() {
      for (let round = 0; round < ROUNDS; round++) {
        await engine.openDue();
        const open = await deps.register.openRecords();
        const all = [...woken.splice(0), ...open.map(({ table, key }) => ({ table, key }))];
        for (const name of new Map(all.map((n) => [n.key, n])).values()) await run(name);
        for (const tracker of [...rung]) {
          rung.delete(tracker);
          await engine.deliver(tracker);
        }
      }
    },
    async goesOn(this: Scene) {
      const now = new Date().toISOString();
      if (now > at) at = now;
      await scene.settle();
    },
    says: (login, ticket, text) => void sandbox.act.comment(login, REPO, ticket, text),
    async close() {
      await deps.register.close();
      await sandbox.close();
    },
  };
  return scene;
}

const leavers = {
  by: 'mara',
  title: 'leavers kept VPN access',
  nature: 'Two of nine leavers still had VPN access.',
  clauses: ['A.5.18'],
  process: 'access',
  grade: 'minor' as const,
};
