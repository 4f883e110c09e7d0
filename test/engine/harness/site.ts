import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dependencies } from '../../../activities/dependencies.ts';
import type { Register } from '../../../register/register.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.ts';
import { liveDependencies } from '../../../workers/dependencies.ts';
import { type Installation, installationIn, makeFolder, openInstalled } from '../../../workers/installation.ts';
import { startIntake } from '../../../workers/intake.ts';
import { connectEngine, type Engine } from '../../../workers/temporal-client.ts';
import { startWorker } from '../../../workers/worker.ts';
import { startPostgres } from '../../register/engines/postgres-server.ts';
import { applyText } from './applying.ts';
import { type ChildIntake, startChildIntake } from './child-intake.ts';
import { type ChildWorker, startChild } from './child-worker.ts';
import { company, ENGINE_TOKEN, HOOK_SECRET, SECOND_TOKEN } from './company.ts';
import { isms, type ProgrammeText } from './programme.ts';
import { NAMESPACE, type Servers, startServers } from './servers.ts';

export interface SiteOptions {
  /** On top of the usual one. */
  repositories?: string[];
  /** Keys of projects at Jira. */
  projects?: string[];
  maxPageSize?: number;
  /** Where the register lies; a file of the installation by default. */
  register?: 'file' | 'postgres';
}

/** One engine with its dependencies: what a worker's process has. */
export interface Crew {
  deps: Dependencies;
  engine: Engine;
}

/** A company's installation on real servers, with the sandbox as its tracker. */
export interface Site {
  readonly sandbox: Sandbox;
  readonly servers: Servers;
  /** Replaced by a test that loses it. */
  register: Register;
  readonly installation: Installation;
  /** What the engine's processes in this one logged. */
  readonly logged: string[];
  apply(programme: ProgrammeText): Promise<void>;
  /** Connects to Temporal as it is now. Once a programme is applied. */
  crew(): Promise<Crew>;
  /** A worker in this process, with a connection to the register of its own. */
  work(): Promise<Crew>;
  child(): ChildWorker;
  /** An intake in a process of its own. */
  childIntake(): ChildIntake;
  /** What the processes of the engine find in their environment. */
  env(): Record<string, string>;
  /** @returns where webhooks go. */
  intake(): Promise<string>;
  close(): Promise<void>;
}

/** Starts sandbox and servers, and makes a register; nothing is applied yet. */
export async function openSite(options: SiteOptions = {}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'dutybound-engine-'));
  const stops: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    while (stops.length > 0) await stops.pop()?.();
  };
  try {
    return await furnish(folder, options, stops, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function furnish(
  folder: string,
  { repositories = [], projects = [], maxPageSize = 100, register: at = 'file' }: SiteOptions,
  stops: (() => unknown)[],
  close: () => Promise<void>,
): Promise<Site> {
  const sandbox = await startSandbox({ ...company(repositories, projects), maxPageSize });
  stops.push(() => sandbox.close());
  const servers = await startServers(folder);
  stops.push(() => servers.stop());
  const postgres = at === 'postgres' ? await startPostgres() : undefined;
  stops.push(() => postgres?.stop());
  const installation = installationIn(join(folder, 'data'), postgres?.url);
  makeFolder(installation);
  const register = await openInstalled(installation, { create: true });
  stops.push(() => site.register.close());
  const secrets = { GITHUB_TOKEN: ENGINE_TOKEN, SECOND_TOKEN, HOOK_SECRET };
  const logged: string[] = [];
  const log = (message: string, fields?: object) => void logged.push(`${message} ${JSON.stringify(fields ?? {})}`);

  async function crew(): Promise<Crew> {
    const [engine, own] = await Promise.all([connectEngine(servers.temporal, NAMESPACE), openInstalled(installation)]);
    stops.push(async () => {
      await engine.close();
      await own.close();
    });
    const live = liveDependencies({ register: own, engine, env: secrets, log });
    await live.refresh();
    return { deps: live.deps, engine };
  }

  const env = () => {
    const place = postgres && { DUTYBOUND_REGISTER: postgres.url };
    return { NODE_COMPILE_CACHE: join(folder, 'compiled'), ...outside(), ...secrets, ...place };
  };
  const options = () => ({
    data: installation.folder,
    temporal: servers.temporal,
    namespace: NAMESPACE,
    env: env(),
  });

  const site: Site = {
    sandbox,
    servers,
    register,
    installation,
    logged,
    close,
    env,
    crew,
    apply: (text) => applyText(site.register, isms(sandbox, text), secrets),
    async work() {
      const made = await crew();
      const worker = await startWorker(servers.temporal, NAMESPACE, made.deps);
      stops.push(() => worker.stop());
      return made;
    },
    child() {
      const child = startChild(options());
      stops.push(() => {
        child.kill();
        return child.gone;
      });
      return child;
    },
    childIntake() {
      const child = startChildIntake({ ...options(), redis: servers.redis });
      stops.push(() => {
        child.kill();
        return child.gone;
      });
      return child;
    },
    async intake() {
      const { deps } = await crew();
      const intake = await startIntake({ deps, port: 0, redis: servers.redis });
      stops.push(() => intake.close());
      return intake.url;
    },
  };
  return site;
}

/** The caller's own settings of dutybound must not reach a child. */
function outside(): Record<string, string> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('DUTYBOUND_'));
  return Object.fromEntries(own.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
