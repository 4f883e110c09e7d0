import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { userInfo, hostname } from 'node:os';
import { Option } from 'commander';
import { formatMistakes, parseProgramme } from '../config/programme.ts';
import type { Register } from '../register/register.ts';
import type { Programme } from '../rules/programme.ts';
import { type Installation, installationIn, openInstalled } from '../workers/installation.ts';
import { Refusal, type Terminal } from './terminal.ts';

/** Options that many commands share. */
export const shared = {
  data: () => new Option('--data <folder>', 'data folder of this installation').env('DUTYBOUND_DATA').default('.dutybound'),
  programme: () => new Option('--programme <file>', 'the programme').env('DUTYBOUND_PROGRAMME').default('isms.yaml'),
  json: () => new Option('--json', 'print JSON'),
  exitCode: () => new Option('--exit-code', 'exit 2 if something is pending'),
};

/** @returns the programme that a file says, with the file's text. @throws Refusal with every mistake at once. */
export function readProgramme(terminal: Terminal, file: string): { programme: Programme; source: string } {
  const path = resolve(terminal.cwd, file);
  if (!existsSync(path)) throw new Refusal(`${file} does not exist. Write one with dutybound init, or name another with --programme.`);
  const source = readFileSync(path, 'utf8');
  const parsed = parseProgramme(source, file);
  if ('mistakes' in parsed) {
    const n = parsed.mistakes.length;
    throw new Refusal(`${formatMistakes(parsed.mistakes)}\n${n} ${n === 1 ? 'mistake' : 'mistakes'}; nothing was changed.`);
  }
  return { programme: parsed.programme, source };
}

/** @returns the installation that `--data` names. */
export function installationOf(terminal: Terminal, data: string): Installation {
  return installationIn(resolve(terminal.cwd, data));
}

/** Opens the register for the time of `work`. */
export async function withRegister<T>(terminal: Terminal, data: string, work: (register: Register) => Promise<T>): Promise<T> {
  const register = await openInstalled(installationOf(terminal, data));
  try {
    return await work(register);
  } finally {
    await register.close();
  }
}

/** @returns who types: `USER@HOST`. */
export function typist(): string {
  return `${userInfo().username}@${hostname()}`;
}
