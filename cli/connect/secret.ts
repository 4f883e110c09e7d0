import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { shown } from '../../config/found.ts';
import { readSecretRef } from '../../config/secrets.ts';
import type { SecretRef } from '../../rules/programme.ts';
import { secretOf } from '../../workers/secrets.ts';
import { exit, Refusal, type Terminal } from '../terminal.ts';
import { type Asking, canAsk } from './asking.ts';
import { asked, type Steps } from './outside.ts';
import { keepSecret } from './private-file.ts';

/** A secret that a tracker needs, and how it may be named. */
export interface Wanted {
  /** `API token of isms@example.com`. */
  what: string;
  /** The beginning of its two options: `--token` for `--token-env` and `--token-file`. */
  flag: string;
  env?: string | undefined;
  file?: string | undefined;
  /** What the programme says already. */
  standing?: string | undefined;
  /** The variable that is looked into where nobody named one. */
  variable: string;
  /** The file in which it is kept where somebody types it. */
  keep: string;
}

/** A secret and the reference to it that goes into the programme. */
interface Found {
  ref: SecretRef;
  value: string;
  /** Keeps what was typed, in a file for this user alone; anything else is kept already. */
  keep(): void;
  /** Nobody named it: it lay where such a secret usually does. */
  isFound?: true;
}

const nothing = () => {};

/** @returns the secret. @throws Refusal with exit code 4 where it cannot be read, or naming the options where nobody can be asked. */
async function secretFor(asking: Asking, wanted: Wanted): Promise<Found> {
  const { terminal } = asking;
  if (wanted.env !== undefined && wanted.file !== undefined)
    throw new Refusal(`${wanted.flag}-env and ${wanted.flag}-file are both given: leave one of them out.`);
  const named = refOf(wanted, terminal);
  if (named) return { ref: named, value: read(terminal, named), keep: nothing };
  for (const ref of [readSecretRef(wanted.standing ?? ''), { env: wanted.variable }, { file: wanted.keep }]) {
    const value = ref && attempt(terminal, ref);
    if (ref && value) {
      terminal.err(`${wanted.what}: found in ${'env' in ref ? ref.env : ref.file}`);
      return (await renewed(asking, wanted, ref)) ?? { ref, value, keep: nothing, isFound: true };
    }
  }
  return typed(asking, wanted);
}

/** A file that was written here is nobody else's to replace: whoever runs this again may have come for that. */
async function renewed(asking: Asking, { keep, standing }: Wanted, ref: SecretRef): Promise<Found | undefined> {
  const isOurs = 'file' in ref && ref.file === keep && standing === written(ref);
  if (!isOurs || asking.yes || !canAsk(asking)) return undefined;
  const value = await asking.terminal.ask(
    'Press Enter to keep it, or type or paste a new one (it is not shown): ',
    'hidden',
  );
  return value === '' ? undefined : { ref, value, keep: () => keepSecret(asking.terminal, keep, value) };
}

/**
 * Tries a secret, and asks for another one where that which lay there is refused and somebody can be asked.
 * @returns the secret that works, kept, and what it opened. @throws Refusal with exit code 4.
 */
export async function workingSecret<T>(
  asking: Asking,
  wanted: Wanted,
  attempt: (value: string) => Promise<T>,
  steps: Steps,
): Promise<{ ref: SecretRef; opened: T }> {
  const first = await secretFor(asking, wanted);
  try {
    return { ref: first.ref, opened: await use(first) };
  } catch (error) {
    if (!first.isFound || !canAsk(asking) || !(error instanceof Refusal) || error.code !== exit.credentials)
      throw error;
    asking.terminal.err(error.message);
    const second = await typed(asking, wanted);
    return { ref: second.ref, opened: await use(second) };
  }

  async function use({ value, keep }: Found): Promise<T> {
    const opened = await asked(attempt(value), steps);
    keep();
    return opened;
  }
}

/** @returns the reference as the programme writes it. */
export function written(ref: SecretRef): string {
  return 'env' in ref ? `\${env:${ref.env}}` : `\${file:${ref.file}}`;
}

async function typed(asking: Asking, { what, flag, variable, keep }: Wanted): Promise<Found> {
  const elsewhere = `${flag}-env NAME or ${flag}-file PATH`;
  if (!canAsk(asking))
    throw new Refusal(
      `${what}: nobody can be asked here. Put it into the environment or a file, and name that with ${elsewhere}. Nothing was changed.`,
      exit.credentials,
    );
  asking.terminal.err(
    `${what}: looked for in the variable ${variable}. What is typed is kept in ${keep}, for this user alone.\n` +
      `  To have it elsewhere, put it there, and run this again with ${elsewhere}.`,
  );
  const value = await asking.terminal.ask('Type or paste it (it is not shown): ', 'hidden');
  if (value === '') throw new Refusal(`${what}: nothing was typed. Nothing was changed.`, exit.credentials);
  return { ref: { file: keep }, value, keep: () => keepSecret(asking.terminal, keep, value) };
}

/** Somebody may give the secret itself by mistake: then it is not repeated. */
function refOf({ env, file, flag }: Wanted, terminal: Terminal): SecretRef | undefined {
  if (env !== undefined) {
    if (/^[A-Z_][A-Z0-9_]*$/.test(env)) return { env };
    throw new Refusal(`${flag}-env: what was given is not shown; allowed: the name of a variable, in capital letters`);
  }
  if (file === undefined) return undefined;
  if (readSecretRef(`\${file:${file}}`) && existsSync(resolve(terminal.cwd, file))) return { file };
  throw new Refusal(
    `${flag}-file: found ${shown(file, [])}, which is not there; allowed: the path of a file that holds the secret`,
    exit.credentials,
  );
}

function read(terminal: Terminal, ref: SecretRef): string {
  try {
    return secretOf(placed(terminal, ref), terminal.env);
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : error}\nNothing was changed.`, exit.credentials);
  }
}

function attempt(terminal: Terminal, ref: SecretRef): string | undefined {
  try {
    return secretOf(placed(terminal, ref), terminal.env);
  } catch {
    return undefined;
  }
}

function placed({ cwd }: Terminal, ref: SecretRef): SecretRef {
  return 'env' in ref ? ref : { file: resolve(cwd, ref.file) };
}
