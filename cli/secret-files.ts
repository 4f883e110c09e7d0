import { readFileSync } from 'node:fs';
import { NotUtf8, textOfBytes } from '../config/utf8.ts';
import { Refusal, type Terminal } from './terminal.ts';

/** What may also be given as a file, whose path the variable of the same name with `_FILE` holds. */
export const SECRETS_BY_FILE = ['DUTYBOUND_REGISTER', 'DUTYBOUND_REDIS_PASSWORD'] as const;

/**
 * Reads secrets that the environment names as files, as service managers hand them over; from then on they stand in the environment.
 * @throws Refusal naming the variable and the file, never what is in it.
 */
export function readSecretFiles({ env }: Pick<Terminal, 'env'>): void {
  for (const name of SECRETS_BY_FILE) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    if (env[name]) throw new Refusal(`${name} and ${name}_FILE are both set: leave one of them out.`);
    env[name] = contentOf(file, `${name}_FILE`);
    // Processes that this one starts find it read.
    delete env[`${name}_FILE`];
  }
}

function contentOf(file: string, variable: string): string {
  try {
    const content = textOfBytes(readFileSync(file)).trim();
    if (content) return content;
  } catch (error) {
    if (error instanceof NotUtf8)
      throw new Refusal(`${variable}: ${file} is not UTF-8. Write the secret as plain text.`);
    const why = typeof error === 'object' && error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new Refusal(`${variable}: ${file} cannot be read (${why}). Correct the path, or its rights.`);
  }
  throw new Refusal(`${variable}: ${file} is empty. Write the secret into it.`);
}
