import { existsSync, readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { currentProgramme } from '../activities/organisation.ts';
import { shown } from '../config/found.ts';
import { formatMistakes, parseProgramme } from '../config/programme.ts';
import { NotUtf8, textOfBytes } from '../config/utf8.ts';
import type { Register } from '../register/register.ts';
import { CLAUSE_FORM, clausesNamed } from '../rules/clauses.ts';
import type { Programme } from '../rules/programme.ts';
import { type Installation, installationIn, openInstalled } from '../workers/installation.ts';
import { LOG_LEVELS, type LogLevel } from '../workers/log.ts';
import { resolvedSecrets } from '../workers/secrets.ts';
import { checkFolder } from './folder.ts';
import { Refusal, type Terminal } from './terminal.ts';

/** Of the engine at Temporal, unless another one is named. */
const NAMESPACE = 'dutybound';

/** Options that many commands share. */
export const shared = {
  data: () =>
    new Option('--data <folder>', 'data folder of this installation').env('DUTYBOUND_DATA').default('.dutybound'),
  programme: () => new Option('--programme <file>', 'the programme').env('DUTYBOUND_PROGRAMME').default('isms.yaml'),
  register: () =>
    new Option(
      '--register <url>',
      'the register, if it is not in the data folder: sqlite:PATH or postgres://…; or the file DUTYBOUND_REGISTER_FILE',
    ).env('DUTYBOUND_REGISTER'),
  json: () => new Option('--json', 'print JSON'),
  as: () => new Option('--as <person>', 'who does this, by id; recorded as asserted at the command line'),
  exitCode: () => new Option('--exit-code', 'exit 2 if something is pending'),
  yes: () => new Option('--yes', 'do not ask'),
  noInput: () => new Option('--no-input', 'never ask; say which option is missing'),
};

/** Options of the commands that run one part of the engine apart from the others. */
export const apart = {
  temporal: (mandatory = true) =>
    new Option('--temporal <address>', 'host:port of Temporal')
      .env('DUTYBOUND_TEMPORAL')
      .argParser(hostAndPort('--temporal'))
      .makeOptionMandatory(mandatory),
  namespace: () =>
    new Option('--namespace <name>', 'namespace at Temporal').env('DUTYBOUND_NAMESPACE').default(NAMESPACE),
  redis: (mandatory = true) =>
    new Option(
      '--redis <address>',
      'host:port of Redis or Valkey; its password is read from DUTYBOUND_REDIS_PASSWORD, or the file DUTYBOUND_REDIS_PASSWORD_FILE',
    )
      .env('DUTYBOUND_REDIS')
      .argParser(hostAndPort('--redis'))
      .makeOptionMandatory(mandatory),
};

/** Options of each process that goes on running: where it answers the operator's tools. */
export const ops = {
  host: () =>
    new Option('--ops-host <address>', 'where metrics and readiness are served; beyond loopback only with --yes')
      .env('DUTYBOUND_OPS_HOST')
      .default('127.0.0.1'),
  port: () =>
    new Option('--ops-port <port>', 'port of metrics and readiness; 0 for a free one')
      .env('DUTYBOUND_OPS_PORT')
      // Below the last one: the worker of `up` takes the next.
      .argParser(wholeNumber(0, 65_534))
      .default(0),
};

/** @returns the programme that a file says, with the file's text. @throws Refusal with every mistake at once. */
export function readProgramme(terminal: Terminal, file: string): { programme: Programme; source: string } {
  const { source, ...parsed } = parseFile(terminal, file);
  if ('programme' in parsed) return { programme: parsed.programme, source };
  const n = parsed.mistakes.length;
  throw new Refusal(
    `${formatMistakes(parsed.mistakes)}\n${n} ${n === 1 ? 'mistake' : 'mistakes'}; nothing was changed.`,
  );
}

/** @returns the programme that a file says, or every mistake at once, with the file's text. @throws Refusal if there is none that can be read. */
export function parseFile(terminal: Terminal, file: string): ReturnType<typeof parseProgramme> & { source: string } {
  if (!existsSync(resolve(terminal.cwd, file)))
    throw new Refusal(`${file} does not exist. Write one with dutybound init, or name another with --programme.`);
  const source = readText(terminal, file);
  return { ...parseProgramme(source, file), source };
}

/** @returns a file's text. @throws Refusal if it cannot be read, or is not UTF-8. */
export function readText(terminal: Terminal, file: string): string {
  try {
    return textOfBytes(readFileSync(resolve(terminal.cwd, file)));
  } catch (error) {
    if (error instanceof NotUtf8)
      throw new Refusal(
        `${file}:${error.line}:${error.column}: this is not UTF-8; save the file as UTF-8, a table as CSV UTF-8. Nothing was changed.`,
      );
    throw new Refusal(
      `${file} cannot be read: ${error instanceof Error ? error.message : error}. Check its rights, or name another file.`,
    );
  }
}

/** @returns a parser of whole numbers for an option. @throws InvalidArgumentError naming what is allowed. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const n = Number(text);
    if (/^\d+$/.test(text) && n >= least && n <= most) return n;
    throw new InvalidArgumentError(`Allowed: whole numbers from ${least} to ${most}.`);
  };
}

/** Commander would repeat what it found, which may hold a password. */
function hostAndPort(option: string): (text: string) => string {
  return (text) => {
    if (/^[^\s:/@]+:\d{1,5}$/.test(text)) return text;
    throw new Refusal(`${option}: found ${shown(text, [])}; allowed: HOST:PORT, without a user or password`);
  };
}

/** @returns the clauses that `--clause` names. @throws Refusal naming each that is none. */
export function readClauses(texts: string[]): string[] {
  const wrong = texts.filter((text) => clausesNamed(text).length === 0);
  if (wrong.length === 0) return [...new Set(texts.flatMap(clausesNamed))];
  throw new Refusal(wrong.map((text) => `--clause: found "${text}"; write ${CLAUSE_FORM}`).join('\n'));
}

/** @returns the installation that `--data` and `--register` name, and the engine that runs apart, if the environment names one. */
export function installationOf(terminal: Terminal, data: string): Installation {
  const { DUTYBOUND_REGISTER: register, DUTYBOUND_TEMPORAL: temporal, DUTYBOUND_NAMESPACE: namespace } = terminal.env;
  const apart = temporal ? { temporal, namespace: namespace || NAMESPACE } : undefined;
  return installationIn(resolve(terminal.cwd, data), register, apart);
}

/** Opens the register that is there. @throws Refusal, RegisterError if there is none that can be used. */
export function openExisting(terminal: Terminal, data: string): Promise<Register> {
  const installation = installationOf(terminal, data);
  checkFolder(installation);
  return openInstalled(installation);
}

/** Opens the register for the time of `work`. */
export async function withRegister<T>(
  terminal: Terminal,
  data: string,
  work: (register: Register) => Promise<T>,
): Promise<T> {
  const register = await openExisting(terminal, data);
  try {
    return await work(register);
  } finally {
    await register.close();
  }
}

/** @returns the level that `DUTYBOUND_LOG` names; `info` without it. @throws Refusal for a word that is no level. */
export function logLevel(text: string | undefined): LogLevel {
  const level = LOG_LEVELS.find((l) => l === (text ?? 'info'));
  if (level) return level;
  throw new Refusal(`DUTYBOUND_LOG: found "${text}"; allowed: ${LOG_LEVELS.join(', ')}`);
}

/** @returns what no line may carry: values of the environment that look secret by their names, and every secret resolved so far. */
export function secretValues(env: Terminal['env']): string[] {
  const named = Object.entries(env).filter(
    ([name]) => /TOKEN|SECRET|PASSWORD|KEY|URL|REGISTER/i.test(name) && !name.endsWith('_FILE'),
  );
  return [...named.flatMap(([, value]) => (value ? [value] : [])), ...resolvedSecrets()];
}

/**
 * @returns how whoever types stands in the log: a person asserted with `--as`, else `USER@HOST`.
 * @param first the programme about to be applied, which counts where none is in force.
 * @throws Refusal if the programme in force has no such person.
 */
export async function actorOf(register: Register, as: string | undefined, first?: Programme): Promise<string> {
  if (!as) return typist();
  const people = ((await currentProgramme(register))?.programme ?? first)?.people ?? [];
  if (!people.some((p) => p.id === as))
    throw new Refusal(`--as: nobody is called "${as}"; there are: ${people.map((p) => p.id).join(', ')}`);
  return `person:${as} (asserted at the command line by ${typist()})`;
}

/** @returns who types: `USER@HOST`. */
export function typist(): string {
  return `${userName()}@${hostname()}`;
}

/** In a container the user may have no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
