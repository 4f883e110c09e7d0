import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openRegister } from '../register/open.ts';
import { projections } from '../register/projections/all.ts';
import type { Register } from '../register/register.ts';
import { isFolderLocked } from './servers/lock.ts';

/** Where a running engine can be found; written into the data folder while it runs. */
export interface EngineAddress {
  temporal: string;
  namespace: string;
  intake: string;
  /** `host:port` of Valkey. */
  redis: string;
  /** Metrics and readiness. */
  ops: string;
  pid: number;
}

/** A data folder and what lies in it, readable by its owner alone: everything of one installation, unless the register lies elsewhere. */
export interface Installation {
  folder: string;
  /** `sqlite:PATH` or `postgres://…`: may hold a password. */
  registerUrl: string;
  /** Where Temporal is, for engines that run apart: `host:port` and namespace. */
  engine?: EnginePlace;
}

/** Where an engine is reached. */
export interface EnginePlace {
  temporal: string;
  namespace: string;
}

/**
 * @param registerUrl where the register is; default in the folder.
 * @param engine where Temporal is, if the engine runs apart.
 * @returns the installation in a data folder, which need not exist yet.
 */
export function installationIn(folder: string, registerUrl?: string, engine?: EnginePlace): Installation {
  const absolute = resolve(folder);
  const url = registerUrl || `sqlite:${join(absolute, 'register.sqlite')}`;
  return { folder: absolute, registerUrl: url, ...(engine && { engine }) };
}

/** Makes the data folder, mode 0700. @throws Error naming the folder if it cannot be made. */
export function makeFolder({ folder }: Installation): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`data folder ${folder} cannot be made: ${why}. Name another one with --data.`);
  }
}

/** Opens the register. @param create only `init` makes one. @throws RegisterError. */
export function openInstalled(installation: Installation, options: { create?: boolean } = {}): Promise<Register> {
  const { registerUrl: url } = installation;
  return openRegister({ url, clock: systemClock, projections, create: options.create ?? false });
}

/** @returns the machine's time as an instant. */
export function systemClock(): string {
  return new Date().toISOString();
}

/** Tells other commands where the engine runs. */
export function announceEngine({ folder }: Installation, address: EngineAddress): void {
  writeFileSync(fileOf(folder), JSON.stringify(address), { mode: 0o600 });
}

/** Tells other commands no more where the engine runs: it stops, or the one before it was killed. */
export function forgetEngine({ folder }: Installation): void {
  rmSync(fileOf(folder), { force: true });
}

/** @returns where the engine is reached: that of `up` in this folder, else the one that runs apart; undefined if neither is known. */
export function engineOf(installation: Installation): EnginePlace | undefined {
  return findEngine(installation) ?? installation.engine;
}

/** @returns where the engine of `up` runs in this folder, undefined if it does not: then nobody holds the folder, whatever was announced. */
export function findEngine({ folder }: Installation): EngineAddress | undefined {
  const file = fileOf(folder);
  if (!existsSync(file) || !isFolderLocked(folder)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as EngineAddress;
}

function fileOf(folder: string): string {
  return join(folder, 'engine.json');
}
