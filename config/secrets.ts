import type { SecretRef } from '../rules/programme.ts';
import { NotUtf8 } from './utf8.ts';

const REFERENCE = /^\$\{(?:env:([A-Za-z_][A-Za-z0-9_]*)|file:([^\s{}][^{}]*))\}$/;

/** @returns the reference that `${env:NAME}` or `${file:PATH}` writes, undefined if the text is anything else. */
export function readSecretRef(text: string): SecretRef | undefined {
  const [, env, file] = REFERENCE.exec(text) ?? [];
  if (env !== undefined) return { env };
  return file === undefined ? undefined : { file };
}

/**
 * Fetches a secret. Surrounding white space (a file's last line break) is not part of it.
 * @param readFile contents of a file as text; what it throws is turned into a message that names the path.
 * @throws Error naming the variable or file and the next step, if it is not there, unreadable, or empty.
 */
export function resolveSecret(
  ref: SecretRef,
  env: Record<string, string | undefined>,
  readFile: (path: string) => string,
): string {
  return 'env' in ref ? fromEnvironment(ref.env, env) : fromFile(ref.file, readFile);
}

function fromEnvironment(name: string, env: Record<string, string | undefined>): string {
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  if (value === undefined) throw new Error(`The environment variable ${name} is not set: set it, then start again.`);
  if (value.trim() === '')
    throw new Error(`The environment variable ${name} is empty: put the secret there, then start again.`);
  return value.trim();
}

function fromFile(path: string, readFile: (path: string) => string): string {
  const value = contents(path, readFile).trim();
  if (value === '') throw new Error(`The file ${path} is empty: put the secret there, then start again.`);
  return value;
}

function contents(path: string, readFile: (path: string) => string): string {
  try {
    return readFile(path);
  } catch (error) {
    if (error instanceof NotUtf8)
      throw new Error(`The file ${path} is not UTF-8: write the secret as plain text, then start again.`);
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new Error(`The file ${path} cannot be read${code}: it must exist and be readable by this account.`, {
      cause: error,
    });
  }
}
