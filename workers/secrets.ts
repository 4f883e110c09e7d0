import { readFileSync } from 'node:fs';
import { resolveSecret } from '../config/secrets.ts';
import { textOfBytes } from '../config/utf8.ts';
import type { SecretRef } from '../rules/programme.ts';

/** Where secrets come from. */
export type Environment = Record<string, string | undefined>;

const resolved = new Set<string>();

/**
 * @returns the value of a secret, remembered so that no line of this process prints it.
 * @throws Error naming the variable or file, never its content.
 */
export function secretOf(ref: SecretRef, env: Environment): string {
  const value = resolveSecret(ref, env, (path) => textOfBytes(readFileSync(path)));
  resolved.add(value);
  return value;
}

/** @returns every secret that this process has resolved so far. */
export function resolvedSecrets(): string[] {
  return [...resolved];
}
