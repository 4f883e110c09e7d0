import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Secrets that look like nothing else, so that they can be searched for everywhere. */
export const PLANTED = {
  token: 'ghp_PlantedToken1Of4Secrets234567890abcd',
  hook: 'PlantedHookSecret-2Of4/with+signs',
  smtp: 'PlantedMailPassword3Of4',
  postgres: 'PlantedRegisterPassword4Of4',
} as const;

/** @returns each form in which a secret could be written. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Base64 of what begins at another byte is another text: its middle is the same for every third.
  const base64 = [0, 1, 2].map((n) =>
    Buffer.concat([Buffer.alloc(n), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), bytes.toString('hex'), ...base64];
}

/** @returns names of the secrets that occur in it. */
export function secretsIn(text: string | Buffer, secrets: Record<string, string> = PLANTED): string[] {
  const bytes = Buffer.from(text);
  return Object.entries(secrets)
    .filter(([, secret]) => formsOf(secret).some((form) => bytes.includes(form)))
    .map(([name]) => name);
}

/** @returns every file under a folder that holds a secret, with its names. */
export function filesWithSecrets(folder: string, secrets: Record<string, string> = PLANTED): Record<string, string[]> {
  const found = filesUnder(folder).map(
    (file) => [relative(folder, file), secretsIn(readFileSync(file), secrets)] as const,
  );
  return Object.fromEntries(found.filter(([, names]) => names.length > 0));
}

/** @returns what under a folder others may read, write, or enter, with its mode; the folder included. */
export function openToOthers(folder: string): string[] {
  return [folder, ...everythingUnder(folder)].flatMap((path) => {
    const mode = statSync(path).mode & 0o777;
    return (mode & 0o077) === 0 ? [] : [`${relative(folder, path) || '.'} ${mode.toString(8)}`];
  });
}

function filesUnder(folder: string): string[] {
  return everythingUnder(folder).filter((path) => statSync(path).isFile());
}

function everythingUnder(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).map((name) => join(folder, name));
}
